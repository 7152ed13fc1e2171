using System.Globalization;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Core.Compliance.ThresholdsInForce;

/// <summary>Each detection has what it needs to run, with thresholds that catch at least what the runbook's do. One that was weakened needs somebody to answer for it.</summary>
public sealed class ThresholdsInForceControl : Control
{
    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.Network.FlowLogs.IsKnown) return [NotVerified(facts.Target.Name, "Which fields the flow logs write, without which no threshold is in force,", facts.Network.FlowLogs.Failure)];
        var flowLogs = facts.Delivering(facts.Network.FlowLogs.Value).ToList();
        if (flowLogs.Count == 0) return [NotApplicable(facts.Target.Name, $"No flow log delivers to the log group {facts.Target.LogGroup}: no threshold can be in force (see flow-log-active).")];
        var formats = flowLogs.Select(flowLog => flowLog.LogFormat is { } text ? FlowLogFormat.ParseLogFormat(text).Format : null).ToList();
        var defaults = DetectionSettings.List(new DetectionOptions()).ToLookup(setting => setting.Detection);
        var inForce = DetectionSettings.List(facts.Target.Settings.Detections).ToLookup(setting => setting.Detection);
        return DetectionCatalog.Default.All.Select(detection => Judge(facts, detection, [.. defaults[detection.Metadata.Id]], [.. inForce[detection.Metadata.Id]], formats));
    }

    private ControlResult Judge(ComplianceFacts facts, IDetection detection, IReadOnlyList<DetectionSetting> defaults, IReadOnlyList<DetectionSetting> inForce, IReadOnlyList<FlowLogFormat?> formats)
    {
        var id = detection.Metadata.Id;
        var evidence = inForce.Select(setting => new ControlEvidence($"{id}.{setting.Name}", $"{setting.Direction} {setting.Value} {setting.Unit}", ControlSources.Settings)).ToList();
        var blind = formats.OfType<FlowLogFormat>().SelectMany(format => DetectionCatalog.CoverageOf(detection, format.Fields.Select(field => field.Name).ToHashSet()).MissingRequired).Distinct().ToList();
        if (blind.Count > 0) return Fail(id, $"The thresholds of {id} are set and without effect on {facts.Target.Name}: its flow logs lack {string.Join(", ", blind)}.", evidence);
        if (formats.Contains(null)) return NotVerified(id, $"AWS tells no format of a flow log of {facts.Target.Name} that can be read, so it is not known whether {id} runs.");
        var weaker = inForce.Zip(defaults).Where(pair => IsWeaker(pair.First, pair.Second)).Select(pair => $"{pair.First.Name} is {pair.First.Value} {pair.First.Unit}, not {pair.Second.Value}").ToList();
        return weaker.Count == 0
            ? Pass(id, $"{id} judges {facts.Target.Name} at least as strictly as the defaults, which are the runbook's.", evidence)
            : Fail(id, $"{id} judges {facts.Target.Name} less strictly than the defaults, which are the runbook's: {string.Join("; ", weaker)}.", evidence);
    }

    private static bool IsWeaker(DetectionSetting setting, DetectionSetting usual)
    {
        if (setting.Direction == "one of") return usual.Value.Split(',').Except(setting.Value.Split(',')).Any();
        var (value, normal) = (decimal.Parse(setting.Value, CultureInfo.InvariantCulture), decimal.Parse(usual.Value, CultureInfo.InvariantCulture));
        // "more than" and "at least" ask for more where they are higher; "at most" and "within" let in less where they are lower.
        return setting.Direction is "at most" or "within" ? value < normal : value > normal;
    }
}
