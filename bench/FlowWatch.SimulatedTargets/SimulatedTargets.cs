using System.Globalization;
using System.Text.Json;
using FlowWatch.AwsSimulator;
using FlowWatch.AwsSimulator.Ec2;
using FlowWatch.AwsSimulator.Logs;

namespace FlowWatch.SimulatedTargets;

/// <summary>Log groups of one account and region, each with a few harmless records of one quarter of an hour, and queries that all take the same time.</summary>
internal static class SimulatedTargets
{
    private const string Region = "eu-central-1";

    // What AWS documents for StartQuery in an account and region: more is answered with ThrottlingException.
    private const int StartsPerSecond = 10;

    private static readonly DateTimeOffset From = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Serves until standard input ends.</summary>
    /// <param name="targets">How many.</param>
    /// <param name="query">How long a query takes.</param>
    /// <param name="atOnce">Queries that may run at once; one more is refused.</param>
    /// <param name="folder">Where to write <c>flowwatch.json</c> and <c>environment</c>, to be read by a shell.</param>
    public static async Task<int> ServeAsync(int targets, TimeSpan query, int atOnce, string folder)
    {
        await using var aws = await SimulatedAws.StartAsync(new SimulatedAwsOptions { RequestsKept = 1_000_000 });
        aws.Logs.Options.Course = _ => QueryCourse.Of(query);
        aws.Logs.Options.MaximumConcurrentQueries = atOnce;
        aws.Logs.Options.StartsPerSecond = StartsPerSecond;
        var (logs, network) = (aws.Logs.In(SimulatedAws.DefaultAccount, Region), aws.Ec2.In(SimulatedAws.DefaultAccount, Region));
        var settings = new List<object>(targets);
        for (var index = 0; index < targets; index++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"target-{index:d4}");
            var logGroup = $"/aws/vpc/flowlogs/{name}";
            logs.AddLogGroup(logGroup).AddFlowLog(Records(index));
            network.Add(new SimulatedFlowLog { FlowLogId = string.Create(CultureInfo.InvariantCulture, $"fl-{index:x17}"), ResourceId = string.Create(CultureInfo.InvariantCulture, $"vpc-{index:x17}"), LogGroupName = logGroup });
            settings.Add(new { name, environment = "bench", account = SimulatedAws.DefaultAccount, region = Region, logGroup });
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "flowwatch.json"), JsonSerializer.Serialize(new { targets = settings }));
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "environment"),
            [$"export AWS_ENDPOINT_URL={aws.Endpoint}", $"export AWS_ACCESS_KEY_ID={aws.Administrator.AccessKeyId}", $"export AWS_SECRET_ACCESS_KEY={aws.Administrator.SecretAccessKey}", "export AWS_EC2_METADATA_DISABLED=true"]);
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();

        var refused = aws.Requests.Count(request => request.Action == "StartQuery") - aws.Logs.Counters.QueriesStarted;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{aws.Logs.Counters.QueriesStarted} {aws.Logs.Counters.MostAtOnce} {refused}"));
        return 0;
    }

    // A client and a web server, both directions, once a minute: nothing that a detection would look at closer.
    private static IEnumerable<string> Records(int target)
    {
        for (var minute = 0; minute < 15; minute++)
        {
            var start = From.AddMinutes(minute).ToUnixTimeSeconds();
            var client = string.Create(CultureInfo.InvariantCulture, $"10.{target / 250}.{target % 250}.10");
            yield return string.Create(CultureInfo.InvariantCulture, $"2 {SimulatedAws.DefaultAccount} eni-0a {client} 10.200.0.5 {40000 + minute} 443 6 12 2400 {start} {start + 59} ACCEPT OK");
            yield return string.Create(CultureInfo.InvariantCulture, $"2 {SimulatedAws.DefaultAccount} eni-0a 10.200.0.5 {client} 443 {40000 + minute} 6 14 9800 {start} {start + 59} ACCEPT OK");
        }
    }
}
