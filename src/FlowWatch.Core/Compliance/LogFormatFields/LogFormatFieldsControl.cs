using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Compliance.LogFormatFields;

/// <summary>Each flow log writes the fields without which a detection cannot run, and those that tell of losses and of time.</summary>
public sealed class LogFormatFieldsControl : FlowLogControl
{
    // What SKIPDATA and the delivery latency are read from.
    private static readonly string[] OfTheRecord = [FlowLogFieldNames.InterfaceId, FlowLogFieldNames.Start, FlowLogFieldNames.End, FlowLogFieldNames.LogStatus];

    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, FlowLogConfiguration flowLog)
    {
        ArgumentNullException.ThrowIfNull(flowLog);
        yield return JudgeOne(flowLog);
    }

    private ControlResult JudgeOne(FlowLogConfiguration flowLog)
    {
        if (flowLog.LogFormat is null) return NotVerified(flowLog.Id, $"AWS tells no format of flow log {flowLog.Id}.");
        var parsed = FlowLogFormat.ParseLogFormat(flowLog.LogFormat);
        if (!parsed.IsSuccess) return NotVerified(flowLog.Id, $"The format of flow log {flowLog.Id} cannot be read: {parsed.Error}");
        var fields = parsed.Format.Fields.Select(field => field.Name).ToHashSet();
        var coverage = DetectionCatalog.Default.All.Select(detection => DetectionCatalog.CoverageOf(detection, fields)).ToList();
        var evidence = coverage.Select(one => new ControlEvidence(one.Detection, Words(one), ControlSources.FlowLogs)).Prepend(new ControlEvidence("LogFormat", parsed.Format.ToLogFormat(), ControlSources.FlowLogs)).ToList();
        var missing = coverage.SelectMany(one => one.MissingRequired).Concat(OfTheRecord.Where(field => !fields.Contains(field))).Distinct().ToList();
        if (missing.Count == 0) return Pass(flowLog.Id, $"Flow log {flowLog.Id} writes every field that the detections need.", evidence);
        var blind = coverage.Where(one => one.Level == CoverageLevel.None).Select(one => one.Detection).ToList();
        return Fail(flowLog.Id, $"Flow log {flowLog.Id} lacks {string.Join(", ", missing)}{(blind.Count == 0 ? "" : $", without which {string.Join(", ", blind)} cannot run")}.", evidence);
    }

    private static string Words(DetectionCoverage coverage) => coverage.Level switch
    {
        CoverageLevel.Full => "runs",
        CoverageLevel.Partial => $"runs; would be surer with {string.Join(", ", coverage.MissingHelpful)}",
        _ => $"cannot run without {string.Join(", ", coverage.MissingRequired)}",
    };
}
