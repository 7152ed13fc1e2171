using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using FlowWatch.Aws.CloudWatch;
using FlowWatch.Core.Accounts;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace FlowWatch.Aws.Tests.CloudWatch;

/// <summary>Answers that CloudWatch gives seldom: the client speaks more than one wire protocol, so they are put in its place.</summary>
public class CloudWatchMetricReaderOddAnswersTests
{
    private static readonly DateTime Noon = new(2026, 1, 2, 12, 0, 0, DateTimeKind.Utc);

    private static readonly MetricQuery Query = new()
    {
        Namespace = "AWS/Logs",
        Metric = "IncomingLogEvents",
        Dimensions = new Dictionary<string, string> { ["LogGroupName"] = "/vpc/flow" },
        Statistic = MetricStatistic.Sum,
        Period = TimeSpan.FromMinutes(5),
        From = Noon,
        To = Noon.AddHours(1),
    };

    [Fact]
    public async Task ReadAsync_Pages_MakeOneSeriesInOrder()
    {
        var client = Answering(
            Page("2", StatusCode.PartialData, (5, 2.5), (0, 1)),
            Page(null, StatusCode.Complete, (10, 4), (5, 2.5)));

        var series = await new CloudWatchMetricReader(client).ReadAsync(Query, CancellationToken.None);

        Assert.True(series.IsKnown);
        Assert.True(series.Value.IsComplete);
        Assert.Equal([new(Noon, 1), new(Noon.AddMinutes(5), 2.5), new MetricPoint(Noon.AddMinutes(10), 4)], series.Value.Points);
        await client.Received(1).GetMetricDataAsync(Arg.Is<GetMetricDataRequest>(request => request.NextToken == "2"), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task ReadAsync_Request_NamesTheSeries()
    {
        var client = Answering(Page(null, StatusCode.Complete));

        await new CloudWatchMetricReader(client).ReadAsync(Query, CancellationToken.None);

        var request = (GetMetricDataRequest)client.ReceivedCalls().Single().GetArguments()[0]!;
        var query = Assert.Single(request.MetricDataQueries);
        Assert.Equal((Noon, Noon.AddHours(1)), (request.StartTime, request.EndTime));
        Assert.Equal(("AWS/Logs", "IncomingLogEvents", "Sum", 300), (query.MetricStat.Metric.Namespace, query.MetricStat.Metric.MetricName, query.MetricStat.Stat, query.MetricStat.Period));
        Assert.Equal("LogGroupName=/vpc/flow", string.Concat(query.MetricStat.Metric.Dimensions.Select(one => $"{one.Name}={one.Value}")));
    }

    [Fact]
    public async Task ReadAsync_NoPoints_AreAnEmptySeries()
    {
        var series = await new CloudWatchMetricReader(Answering(Page(null, StatusCode.Complete))).ReadAsync(Query, CancellationToken.None);

        Assert.Equal((0, true), (series.Value?.Points.Count, series.Value?.IsComplete));
    }

    [Fact]
    public async Task ReadAsync_PartialData_IsSaid()
    {
        var page = Page(null, StatusCode.PartialData, (0, 1));
        page.MetricDataResults[0].Messages = [new MessageData { Code = "ArithmeticError", Value = "some\nvalues" }];
        page.Messages = [new MessageData { Code = "Note", Value = "of all" }];

        var series = await new CloudWatchMetricReader(Answering(page)).ReadAsync(Query, CancellationToken.None);

        Assert.False(series.Value?.IsComplete);
        Assert.Equal(["Note: of all", "ArithmeticError: some values"], series.Value!.Notes);
    }

    [Theory]
    [InlineData("Forbidden", FactFailureKind.AccessDenied)]
    [InlineData("InternalError", FactFailureKind.Unavailable)]
    public async Task ReadAsync_StatusThatIsNoData_IsAFailure(string status, FactFailureKind kind)
    {
        var series = await new CloudWatchMetricReader(Answering(Page(null, StatusCode.FindValue(status)))).ReadAsync(Query, CancellationToken.None);

        Assert.Equal((kind, "cloudwatch:GetMetricData", "AWS/Logs/IncomingLogEvents LogGroupName=/vpc/flow"), (series.Failure?.Kind, series.Failure?.Action, series.Failure?.Resource));
    }

    [Fact]
    public async Task ReadAsync_OddAnswers_AreFailures()
    {
        var uneven = Page(null, StatusCode.Complete, (0, 1));
        uneven.MetricDataResults[0].Values.Add(2);

        Assert.Equal(FactFailureKind.Unexpected, (await new CloudWatchMetricReader(Answering(uneven)).ReadAsync(Query, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FactFailureKind.Unexpected, (await new CloudWatchMetricReader(Answering(new GetMetricDataResponse())).ReadAsync(Query, CancellationToken.None)).Failure?.Kind);
        Assert.Equal(FactFailureKind.Unexpected, (await new CloudWatchMetricReader(Answering(Page("1", StatusCode.Complete), Page("1", StatusCode.Complete))).ReadAsync(Query, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task ReadAsync_Error_IsAFailure()
    {
        var client = Substitute.For<IAmazonCloudWatch>();
        client.GetMetricDataAsync(Arg.Any<GetMetricDataRequest>(), Arg.Any<CancellationToken>()).ThrowsAsync(new AmazonCloudWatchException("slow down") { ErrorCode = "Throttling" });

        Assert.Equal(FactFailureKind.Throttled, (await new CloudWatchMetricReader(client).ReadAsync(Query, CancellationToken.None)).Failure?.Kind);
    }

    [Fact]
    public async Task ReadAsync_QueryThatCannotBe_Throws()
    {
        var reader = new CloudWatchMetricReader(Substitute.For<IAmazonCloudWatch>());

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => reader.ReadAsync(Query with { Period = TimeSpan.FromSeconds(90) }, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => reader.ReadAsync(Query with { Period = TimeSpan.Zero }, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => reader.ReadAsync(Query with { To = Noon }, CancellationToken.None));
    }

    private static IAmazonCloudWatch Answering(params GetMetricDataResponse[] pages)
    {
        var client = Substitute.For<IAmazonCloudWatch>();
        client.GetMetricDataAsync(Arg.Any<GetMetricDataRequest>(), Arg.Any<CancellationToken>()).Returns(pages[0], pages[1..]);
        return client;
    }

    private static GetMetricDataResponse Page(string? next, StatusCode status, params (int Minute, double Value)[] points) => new()
    {
        NextToken = next,
        MetricDataResults =
        [
            new() { Id = "series", StatusCode = status, Timestamps = [.. points.Select(one => Noon.AddMinutes(one.Minute))], Values = [.. points.Select(one => one.Value)] },
        ],
    };
}
