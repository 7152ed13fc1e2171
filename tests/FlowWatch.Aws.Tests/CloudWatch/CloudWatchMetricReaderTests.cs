using FlowWatch.AwsSimulator.Faults;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.CloudWatch;

public class CloudWatchMetricReaderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Dimensions = new() { ["LogGroupName"] = "/vpc/flow" };

    private static readonly MetricQuery Query = new()
    {
        Namespace = "AWS/Logs",
        Metric = "IncomingLogEvents",
        Dimensions = Dimensions,
        Statistic = MetricStatistic.Sum,
        Period = TimeSpan.FromMinutes(5),
        From = Noon,
        To = Noon.AddHours(1),
    };

    [Fact]
    public async Task ReadAsync_Metric_IsOneSeriesFromAllPages()
    {
        await using var account = await AccountFixture.StartAsync();
        account.Aws.CloudWatch.LargestPage = 2;
        Add(account, -1, 100);
        for (var minute = 0; minute < 60; minute += 10)
        {
            Add(account, minute, minute);
            Add(account, minute + 1, 0.5);
        }

        Add(account, 60, 100);
        account.Aws.CloudWatch.In(TestTargets.Account, AccountFixture.Region).Add("AWS/Logs", "IncomingLogEvents", new Dictionary<string, string> { ["LogGroupName"] = "/other" }, Noon, 7);

        var series = await account.Readers().Metrics(account.Target).ReadAsync(Query, CancellationToken.None);

        Assert.True(series.IsKnown);
        Assert.True(series.Value.IsComplete);
        Assert.Equal(Enumerable.Range(0, 6).Select(number => new MetricPoint(Noon.AddMinutes(10 * number), (10 * number) + 0.5)), series.Value.Points);
        Assert.Equal(3, account.Asked.Count());
    }

    [Theory]
    [InlineData(MetricStatistic.Sum, 6)]
    [InlineData(MetricStatistic.Average, 3)]
    [InlineData(MetricStatistic.Minimum, 1)]
    [InlineData(MetricStatistic.Maximum, 5)]
    [InlineData(MetricStatistic.SampleCount, 2)]
    public async Task ReadAsync_Statistic_IsTheOneAskedFor(MetricStatistic statistic, double value)
    {
        await using var account = await AccountFixture.StartAsync();
        Add(account, 0, 1);
        Add(account, 1, 5);

        var series = await account.Readers().Metrics(account.Target).ReadAsync(Query with { Statistic = statistic }, CancellationToken.None);

        Assert.Equal(value, Assert.Single(series.Value!.Points).Value);
    }

    [Fact]
    public async Task ReadAsync_MetricThatIsNotThere_HasNoPoints()
    {
        await using var account = await AccountFixture.StartAsync();

        Assert.Empty((await account.Readers().Metrics(account.Target).ReadAsync(Query, CancellationToken.None)).Value!.Points);
    }

    [Fact]
    public async Task ReadAsync_NotAllowed_IsAccessDenied()
    {
        await using var account = await AccountFixture.StartAsync();

        var series = await account.Readers(AccountFixture.Denying("cloudwatch:GetMetricData")).Metrics(account.Target).ReadAsync(Query, CancellationToken.None);

        Assert.Equal((FactFailureKind.AccessDenied, "cloudwatch:GetMetricData"), (series.Failure?.Kind, series.Failure?.Action));
    }

    [Fact]
    public async Task ReadAsync_OutageOfOneService_IsUnavailable()
    {
        await using var account = await AccountFixture.StartAsync();
        account.Aws.Faults.Add(SimulatedFault.Unavailable, FaultScope.Of("monitoring"));

        Assert.Equal(FactFailureKind.Unavailable, (await account.Readers().Metrics(account.Target).ReadAsync(Query, CancellationToken.None)).Failure?.Kind);
    }

    private static void Add(AccountFixture account, int minute, double value) =>
        account.Aws.CloudWatch.In(TestTargets.Account, AccountFixture.Region).Add("AWS/Logs", "IncomingLogEvents", Dimensions, Noon.AddMinutes(minute), value);
}
