using System.Diagnostics;
using System.Globalization;
using FlowWatch.Aws;
using FlowWatch.Aws.Clients;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Targets;
using FlowWatch.Local.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.LedgerPasses;

/// <summary>One pass of the ledger, as the daily verification makes it: the AWS SDK over HTTP, state in SQLite.</summary>
internal static class Pass
{
    public static async Task<int> RunAsync(MadeUpArchive made, string file, int day)
    {
        var now = new DateTimeOffset(MadeUpArchive.MorningOf(day), TimeSpan.Zero);
        using (var http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3")!) })
        using (var said = await http.PutAsync(new Uri($"/now/{day}", UriKind.Relative), null)) said.EnsureSuccessStatusCode();
        using var clients = new AwsClients(new FlowWatchSettings(), null, new AwsClientOptions { UserAgent = "FlowWatch-bench" }, TimeProvider.System, NullLoggerFactory.Instance);
        using var state = SqliteStateStore.Open(file);
        var target = new MonitoredTarget
        {
            Name = "bench",
            Environment = "bench",
            Account = MadeUpArchive.Account,
            Region = MadeUpArchive.Region,
            LogGroup = "/aws/vpc/flowlogs/bench",
            Archive = new ArchiveLocation(MadeUpArchive.Bucket, "", made.Feed),
        };
        var time = new MorningClock(now);
        var readers = new CountingReaders(new AwsAccountReaders(clients));
        var ledger = new ArchiveLedger(state, readers, new ArchiveAcknowledgements(state, time), time);
        var started = Stopwatch.GetTimestamp();
        var inventory = await ledger.ReadAsync(target, Facts.Known(made.FlowLogs), isFull: false, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (!inventory.IsKnown)
        {
            await Console.Error.WriteLineAsync(inventory.Failure.ToString());
            return 2;
        }

        var known = inventory.Value;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(known.IsFull ? "full" : "daily")} {known.Classes.Sum(share => share.Objects)} {readers.Objects} {readers.Pages} {known.Coverage.Sum(one => one.HoursExpected)} {known.Coverage.Sum(one => one.HoursExpected - one.HoursPresent)} {known.Coverage.Sum(one => one.Gaps.Count)} {seconds:F1}"));
        return 0;
    }
}
