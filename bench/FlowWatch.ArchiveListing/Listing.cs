using System.Diagnostics;
using System.Globalization;
using FlowWatch.Aws;
using FlowWatch.Aws.Clients;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.ArchiveListing;

/// <summary>Lists the bucket and reads what each key tells.</summary>
internal static class Listing
{
    public static async Task<int> RunAsync()
    {
        using var clients = new AwsClients(
            new FlowWatchSettings(), null, new AwsClientOptions { UserAgent = "FlowWatch-bench" }, TimeProvider.System, NullLoggerFactory.Instance);
        var target = new MonitoredTarget
        {
            Name = "bench",
            Environment = "bench",
            Account = "123456789012",
            Region = "eu-central-1",
            LogGroup = "none",
            Archive = new ArchiveLocation("archive", "", ArchiveFeed.FlowLog),
        };

        var (pages, objects, understood) = (0, 0, 0);
        var started = Stopwatch.GetTimestamp();
        await foreach (var page in new AwsAccountReaders(clients).Archive(target)!.ListAsync("", null, CancellationToken.None))
        {
            if (!page.IsKnown)
            {
                await Console.Error.WriteLineAsync(page.Failure.ToString());
                return 2;
            }

            pages++;
            objects += page.Value.Objects.Count;
            understood += page.Value.Objects.Count(one => ArchiveKey.Parse(one.Key) is { Layout: ArchiveLayout.FlowLogFile, IsInItsFolder: true });
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{objects} {understood} {pages} {seconds:F2}"));
        return objects == understood ? 0 : 1;
    }
}
