using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Tests.Queries;

public class CloudQueryUsageTests
{
    private static readonly CloudQueryUsage One = new() { QueriesStarted = 1, BytesScanned = 20, RecordsScanned = 300, RecordsMatched = 4000, EstimatedCost = 0.5m, Waited = TimeSpan.FromSeconds(6) };

    [Fact]
    public void Total_SomeAsked_AddsThemUp()
    {
        var total = CloudQueryUsage.Total([One, null, One]);

        Assert.Equal(new() { QueriesStarted = 2, BytesScanned = 40, RecordsScanned = 600, RecordsMatched = 8000, EstimatedCost = 1m, Waited = TimeSpan.FromSeconds(12) }, total);
    }

    [Fact]
    public void Total_NoneAsked_IsNull() => Assert.Null(CloudQueryUsage.Total([null, null]));
}
