using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

namespace FlowWatch.Compat.Tests;

public class CloudWatchTests
{
    [Fact]
    public async Task GetMetricData_Request_NestsQueries()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml("GetMetricData", ""));
        using var client = new AmazonCloudWatchClient(ScriptedServer.Keys, server.Configured(new AmazonCloudWatchConfig()));

        await client.GetMetricDataAsync(new GetMetricDataRequest
        {
            StartTime = new DateTime(2026, 1, 2, 3, 0, 0, DateTimeKind.Utc),
            EndTime = new DateTime(2026, 1, 2, 4, 0, 0, 500, DateTimeKind.Utc),
            ScanBy = ScanBy.TimestampAscending,
            MetricDataQueries =
            [
                new()
                {
                    Id = "m1",
                    ReturnData = true,
                    MetricStat = new() { Period = 300, Stat = "Sum", Metric = new() { Namespace = "AWS/Logs", MetricName = "IncomingBytes", Dimensions = [new() { Name = "LogGroupName", Value = "/vpc/flow" }] } },
                },
            ],
        });

        var form = server.Request.Form;
        Assert.Equal(("2026-01-02T03:00:00Z", "2026-01-02T04:00:00.500Z", "TimestampAscending"), (form["StartTime"], form["EndTime"], form["ScanBy"]));
        Assert.Equal("true", form["MetricDataQueries.member.1.ReturnData"]);
        Assert.Equal("300", form["MetricDataQueries.member.1.MetricStat.Period"]);
        Assert.Equal("/vpc/flow", form["MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value"]);
        Assert.Contains("/eu-west-1/monitoring/aws4_request", server.Request.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetMetricData_Points_AreUtcAndNumbers()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.Xml(
            "GetMetricData",
            "<MetricDataResults><member><Id>m1</Id><StatusCode>PartialData</StatusCode><Timestamps><member>2026-01-02T03:00:00Z</member><member>2026-01-02T03:05:00Z</member></Timestamps><Values><member>1.5</member><member>2.0E9</member></Values></member></MetricDataResults><NextToken>more</NextToken>"));
        using var client = new AmazonCloudWatchClient(ScriptedServer.Keys, server.Configured(new AmazonCloudWatchConfig()));

        var response = await client.GetMetricDataAsync(new GetMetricDataRequest());

        var result = Assert.Single(response.MetricDataResults);
        Assert.Same(StatusCode.PartialData, result.StatusCode);
        Assert.Equal([new DateTime(2026, 1, 2, 3, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 2, 3, 5, 0, DateTimeKind.Utc)], result.Timestamps);
        Assert.All(result.Timestamps, time => Assert.Equal(DateTimeKind.Utc, time.Kind));
        Assert.Equal([1.5, 2e9], result.Values);
        Assert.Null(result.Messages);
        Assert.Equal("more", response.NextToken);
    }

    [Fact]
    public async Task GetMetricData_TokenThatIsInvalid_HasItsType()
    {
        await using var server = await ScriptedServer.StartAsync(ScriptedAnswer.XmlError("InvalidNextToken", "no such token"));
        using var client = new AmazonCloudWatchClient(ScriptedServer.Keys, server.Configured(new AmazonCloudWatchConfig()));

        await Assert.ThrowsAsync<InvalidNextTokenException>(() => client.GetMetricDataAsync(new GetMetricDataRequest()));
    }
}
