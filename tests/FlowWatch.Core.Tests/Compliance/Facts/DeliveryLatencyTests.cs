using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Tests.Compliance.Facts;

public class DeliveryLatencyTests
{
    [Fact]
    public void Of_HundredRecords_GivesTheNearestRanks()
    {
        var latency = DeliveryLatency.Of(HealthyTarget.Day, "q", Enumerable.Range(1, 100).Reverse().Select(second => (TimeSpan.FromSeconds(second), 1L)));

        Assert.Equal((100, 50, 95, 99), (latency.Records, latency.Half.TotalSeconds, latency.NinetyFifth.TotalSeconds, latency.NinetyNinth.TotalSeconds));
    }

    [Fact]
    public void Of_FewLateRecords_ShowInTheLastPercentileOnly()
    {
        var latency = DeliveryLatency.Of(HealthyTarget.Day, "q", [(TimeSpan.FromSeconds(10), 985), (TimeSpan.FromHours(1), 15)]);

        Assert.Equal((10, 10, 3600), (latency.Half.TotalSeconds, latency.NinetyFifth.TotalSeconds, latency.NinetyNinth.TotalSeconds));
    }
}
