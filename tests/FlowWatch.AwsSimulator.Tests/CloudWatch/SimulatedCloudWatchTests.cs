using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Policies;

namespace FlowWatch.AwsSimulator.Tests.CloudWatch;

public class SimulatedCloudWatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> Group = new() { ["LogGroupName"] = "/vpc/flow" };

    [Theory]
    [InlineData("Sum", 30, 5)]
    [InlineData("Average", 15, 5)]
    [InlineData("Minimum", 10, 5)]
    [InlineData("Maximum", 20, 5)]
    [InlineData("SampleCount", 2, 1)]
    public async Task GetMetricData_Statistic_IsOfEachPeriodThatHasSamples(string statistic, double first, double second)
    {
        await using var aws = await SimulatedAws.StartAsync();
        var metrics = aws.CloudWatch.In(SimulatedAws.DefaultAccount, "eu-west-1");
        metrics.Add("AWS/Logs", "IncomingBytes", Group, Start.AddSeconds(10), 10);
        metrics.Add("AWS/Logs", "IncomingBytes", Group, Start.AddSeconds(290), 20);
        metrics.Add("AWS/Logs", "IncomingBytes", Group, Start.AddMinutes(10), 5);
        metrics.Add("AWS/Logs", "IncomingBytes", Group, Start.AddMinutes(15), 999);
        metrics.Add("AWS/Logs", "IncomingBytes", new Dictionary<string, string>(), Start, 999);
        using var client = Client(aws);

        var result = Assert.Single((await client.GetMetricDataAsync(Request(Query("bytes", statistic)))).MetricDataResults);

        Assert.Equal(("bytes", "IncomingBytes", StatusCode.Complete), (result.Id, result.Label, result.StatusCode));
        Assert.Equal([first, second], result.Values);
        Assert.Equal([Start.UtcDateTime, Start.AddMinutes(10).UtcDateTime], result.Timestamps.Select(time => time.ToUniversalTime()));
    }

    [Fact]
    public async Task GetMetricData_NoSamples_IsCompleteAndEmpty()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var client = Client(aws);

        var result = Assert.Single((await client.GetMetricDataAsync(Request(Query("bytes", "Sum")))).MetricDataResults);

        Assert.Equal(StatusCode.Complete, result.StatusCode);
        Assert.Empty(result.Values ?? []);
    }

    [Fact]
    public async Task GetMetricData_MoreThanAPage_GoesOnWhereItStopped()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var metrics = aws.CloudWatch.In(SimulatedAws.DefaultAccount, "eu-west-1");
        for (var minute = 0; minute < 15; minute += 5)
        {
            metrics.Add("AWS/Logs", "IncomingBytes", Group, Start.AddMinutes(minute), minute);
            metrics.Add("AWS/Logs", "IncomingLogEvents", Group, Start.AddMinutes(minute), 100 + minute);
        }

        aws.CloudWatch.LargestPage = 2;
        using var client = Client(aws);
        var request = Request(Query("bytes", "Sum"), Query("events", "Sum", "IncomingLogEvents"));
        var pages = new List<string>();
        do
        {
            var answer = await client.GetMetricDataAsync(request);
            pages.AddRange(answer.MetricDataResults.Select(result => $"{result.Id} {string.Join(',', result.Values)} {result.StatusCode}"));
            request.NextToken = answer.NextToken;
        }
        while (request.NextToken is not null);

        Assert.Equal(["bytes 0,5 PartialData", "bytes 10 Complete", "events 100 PartialData", "events 105,110 Complete"], pages);
    }

    [Fact]
    public async Task GetMetricData_WithoutAnOrder_HasTheNewestFirst()
    {
        await using var aws = await SimulatedAws.StartAsync();
        var metrics = aws.CloudWatch.In(SimulatedAws.DefaultAccount, "eu-west-1");
        metrics.Add("AWS/Logs", "IncomingBytes", Group, Start, 1);
        metrics.Add("AWS/Logs", "IncomingBytes", Group, Start.AddMinutes(5), 2);
        using var client = Client(aws);
        var request = Request(Query("bytes", "Sum"));
        request.ScanBy = null;

        Assert.Equal([2, 1], (await client.GetMetricDataAsync(request)).MetricDataResults[0].Values);
    }

    [Theory]
    [InlineData("Bytes", 300, "expected pattern")]
    [InlineData("bytes", 301, "period 301")]
    public async Task GetMetricData_WrongQuery_IsAValidationError(string id, int period, string expected)
    {
        var query = Query(id, "Sum");
        query.MetricStat.Period = period;

        Assert.Contains(expected, (await RefusalAsync(Request(query), "ValidationError")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetMetricData_SameIdTwice_IsAValidationError() =>
        await RefusalAsync(Request(Query("bytes", "Sum"), Query("bytes", "Average")), "ValidationError");

    [Fact]
    public async Task GetMetricData_UnknownToken_IsInvalid()
    {
        var request = Request(Query("bytes", "Sum"));
        request.NextToken = "nonsense";

        Assert.IsType<InvalidNextTokenException>(await RefusalAsync(request, "InvalidNextToken"));
    }

    [Fact]
    public async Task GetMetricData_NoPermission_IsDenied()
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var client = Client(aws, aws.AddUser(SimulatedAws.DefaultAccount, "weak", SimulatedPolicies.AllowNothing));

        var error = await Assert.ThrowsAnyAsync<AmazonCloudWatchException>(() => client.GetMetricDataAsync(Request(Query("bytes", "Sum"))));

        Assert.Equal("AccessDenied", error.ErrorCode);
        Assert.EndsWith("is not authorized to perform: cloudwatch:GetMetricData because no identity-based policy allows the cloudwatch:GetMetricData action", error.Message, StringComparison.Ordinal);
    }

    private static GetMetricDataRequest Request(params List<MetricDataQuery> queries) => new()
    {
        StartTime = Start.UtcDateTime,
        EndTime = Start.AddMinutes(15).UtcDateTime,
        ScanBy = ScanBy.TimestampAscending,
        MetricDataQueries = queries,
    };

    private static MetricDataQuery Query(string id, string statistic, string metric = "IncomingBytes") => new()
    {
        Id = id,
        MetricStat = new MetricStat
        {
            Metric = new Metric { Namespace = "AWS/Logs", MetricName = metric, Dimensions = [new Dimension { Name = "LogGroupName", Value = "/vpc/flow" }] },
            Period = 300,
            Stat = statistic,
        },
    };

    private static AmazonCloudWatchClient Client(SimulatedAws aws, SimulatedCredentials? credentials = null) =>
        new(SdkClients.Keys(aws, credentials), SdkClients.Configured(aws, new AmazonCloudWatchConfig()));

    private static async Task<AmazonCloudWatchException> RefusalAsync(GetMetricDataRequest request, string code)
    {
        await using var aws = await SimulatedAws.StartAsync();
        using var client = Client(aws);
        var error = await Assert.ThrowsAnyAsync<AmazonCloudWatchException>(() => client.GetMetricDataAsync(request));
        Assert.Equal(code, error.ErrorCode);
        return error;
    }
}
