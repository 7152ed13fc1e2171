using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Reports.Copies;

/// <summary>
/// Copies stored reports into the archive buckets of the targets that ask for it, each once and in their order, so that a copy is a chain too.
/// What cannot be copied stays where it is, is told, and is tried again after the next report.
/// </summary>
/// <param name="chain">The stored reports.</param>
/// <param name="archive">Puts copies.</param>
/// <param name="state">Remembers how far each place has come.</param>
/// <param name="recorder">Makes an incident of what could not be copied.</param>
/// <param name="time">Tells the time.</param>
public sealed class ReportCopying(ReportChain chain, IReportArchive archive, IStateStore state, IncidentRecorder recorder, TimeProvider time)
{
    /// <summary>The most reports that are copied to one place in one go; where there are more, the next goes on.</summary>
    public const int MaximumAtOnce = 100;

    private const string Partition = "report-copies";

    /// <summary>Copies what is not copied yet.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="newest">The number of the newest report.</param>
    /// <param name="traceId">W3C trace id of the run.</param>
    /// <param name="cancellationToken">Stops between two copies.</param>
    /// <returns>What could not be copied, one for each place.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IReadOnlyList<ReportCopyTrouble>> RunAsync(IReadOnlyList<MonitoredTarget> targets, int newest, string? traceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var troubles = new List<ReportCopyTrouble>();
        // Targets may share a bucket: it gets one copy, with the permissions of the first.
        foreach (var target in targets.Where(target => target.Archive?.Reports is not null).DistinctBy(Place))
        {
            if (await CopyAsync(target, newest, cancellationToken).ConfigureAwait(false) is { } trouble)
            {
                troubles.Add(trouble);
                await recorder.RaiseAsync(target, OperationalTrouble.ReportNotCopied.Noticed(target.Name, Place(target), trouble.ToString(), traceId, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await recorder.ClearAsync(target, OperationalTrouble.ReportNotCopied.FingerprintOf(target.Name, Place(target)), "every report is copied", cancellationToken).ConfigureAwait(false);
            }
        }

        return troubles;
    }

    private async Task<ReportCopyTrouble?> CopyAsync(MonitoredTarget target, int newest, CancellationToken cancellationToken)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Place(target))));
        var copied = await state.ReadAsync(Partition, key, cancellationToken).ConfigureAwait(false) is { } row && int.TryParse(row.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        for (var number = copied + 1; number <= newest && number <= copied + MaximumAtOnce; number++)
        {
            if (await PutAsync(target, number, cancellationToken).ConfigureAwait(false) is { } failure) return new ReportCopyTrouble(target.Name, Place(target), ReportName.File(number), failure);

            await state.WriteAsync(Partition, [StateChange.Put(key, number.ToString(CultureInfo.InvariantCulture))], cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    private async Task<FactFailure?> PutAsync(MonitoredTarget target, int number, CancellationToken cancellationToken)
    {
        try
        {
            // One that is missing is no reason to keep the others back: the chain tells of it.
            if (await chain.ContentAsync(number, cancellationToken).ConfigureAwait(false) is not { } content) return null;
            return (await archive.PutAsync(target, ReportName.File(number), content, cancellationToken).ConfigureAwait(false)).Failure;
        }
        catch (ReportStoreException error)
        {
            return new FactFailure(FactFailureKind.Unavailable, "FlowWatch reports", chain.Place, error.Message);
        }
    }

    private static string Place(MonitoredTarget target) => $"s3://{target.Archive!.Bucket}/{target.Archive.Reports}";
}
