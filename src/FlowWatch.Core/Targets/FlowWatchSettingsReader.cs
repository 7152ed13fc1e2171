using System.Text.RegularExpressions;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>
/// The one reader of FlowWatch's settings, whatever they are written in. It tells everything that is wrong at once. What is wrong
/// with a target keeps that target out; what is wrong with anything else lets nothing run.
/// </summary>
public static partial class FlowWatchSettingsReader
{
    /// <summary>Reads settings.</summary>
    /// <param name="layers">The sources, weakest first: usually a file and then the environment.</param>
    public static SettingsReading Read(params IReadOnlyList<SettingsLayer> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        var report = new SettingReport();
        var inSources = layers.SelectMany(layer => layer.Problems).ToList();
        var node = layers.Select(layer => layer.Root).OfType<SettingNode>().Aggregate((SettingNode?)null, SettingNode.Merge);
        var isObject = node?.Kind is null or SettingNodeKind.Object or SettingNodeKind.Branch;
        if (!isObject) report.Problems.Add(new ConfigurationProblem("the file", node!.Origin, "must be an object"));

        var inTargets = inSources.Where(problem => problem.Path.StartsWith("targets[", StringComparison.OrdinalIgnoreCase)).ToList();
        report.Problems.AddRange(inSources.Except(inTargets));
        var root = new SettingSection(isObject ? node : null, "", "", node?.Origin ?? SettingOrigin.Default, report);
        var deployment = root.Checked("deployment", Deployment, new FlowWatchSettings().Deployment);
        var shared = SharedSettingsReader.Read(root, report);
        var credentials = CredentialSettingsReader.Read(root.Group("credentials"));
        if (credentials.Mode == CredentialMode.Federated && !root.Has("deployment"))
        {
            root.Problem("deployment", "missing; trust policies pin the session's name flowwatch-{deployment}, so federated credentials need one");
        }

        var insights = InsightsSettingsReader.Read(root.Group("insights"));
        var state = StateSettingsReader.Read(root.Group("state"));
        var reports = ReportSettingsReader.Read(root.Group("reports"));
        var diagnostics = DiagnosticSettingsReader.Read(root.Group("diagnostics"));
        var checks = CheckSettingsReader.Read(root.Group("checks"));
        var compliance = ComplianceSettingsReader.Read(root.Group("compliance"), report);
        var alerts = AlertSettingsReader.Read(root.Group("alerts"));
        var targets = Targets(root, new TargetReader(credentials, shared), inTargets);
        // Those of targets that the reader did not get to see.
        report.Problems.AddRange(inTargets);
        if (targets.Count == 0 && report.Problems.Count == 0) report.Notes.Add(new ConfigurationProblem("targets", node?.Origin ?? SettingOrigin.Default, "none is given: nothing is watched"));
        foreach (var draft in targets) draft.CheckWebhooks(alerts.Webhook.Secret is not null);
        var good = targets.Where(target => target.Problems.Count == 0).ToList();
        var isUsable = report.Problems.Count == 0;
        return new SettingsReading
        {
            Settings = !isUsable ? null : new FlowWatchSettings
            {
                Deployment = deployment ?? new FlowWatchSettings().Deployment,
                Credentials = credentials,
                Insights = insights,
                State = state,
                Reports = reports,
                Checks = checks,
                Diagnostics = diagnostics,
                Alerts = alerts,
                Shared = shared,
                Compliance = compliance,
                Targets = [.. good.Select(target => target.Target!)],
            },
            Problems = [.. report.Problems, .. targets.SelectMany(target => target.Problems)],
            Notes = [.. report.Notes, .. targets.SelectMany(target => target.Notes)],
            Values = [.. report.Values, .. good.SelectMany(target => target.Values)],
            Targets = [.. targets.Select(target => new TargetReading(target.Label, target.Problems.Count == 0 ? target.Target : null, target.Problems))],
        };
    }

    private static List<TargetDraft> Targets(SettingSection root, TargetReader reader, List<ConfigurationProblem> inSources)
    {
        var drafts = new List<TargetDraft>();
        SettingReport Begin(string path)
        {
            var draft = new TargetDraft(path);
            var own = inSources.Where(problem => IsWithin(problem.Path, path)).ToList();
            draft.Report.Problems.AddRange(own);
            inSources.RemoveAll(own.Contains);
            drafts.Add(draft);
            return draft.Report;
        }

        foreach (var section in root.Groups("targets", "targets[]", Begin)) drafts[^1].Take(section, reader.Read(section, drafts[^1].Report));
        var byName = new Dictionary<string, TargetDraft>(StringComparer.OrdinalIgnoreCase);
        var byPlace = new Dictionary<(string, string, string), TargetDraft>();
        foreach (var draft in drafts)
        {
            if (draft.Target is not { } target) continue;
            if (target.Name.Length > 0 && !byName.TryAdd(target.Name, draft)) draft.RefuseName(byName[target.Name]);
            if (target is { Account.Length: > 0, Region.Length: > 0, LogGroup.Length: > 0 } && !byPlace.TryAdd((target.Account, target.Region, target.Folder ?? target.LogGroup), draft)) draft.RefusePlace(byPlace[(target.Account, target.Region, target.Folder ?? target.LogGroup)]);
        }

        return drafts;
    }

    private static bool IsWithin(string path, string target) =>
        path.StartsWith(target, StringComparison.OrdinalIgnoreCase) && (path.Length == target.Length || path[target.Length] is '.' or '[');

    private static string? Deployment(string text) => DeploymentForm().IsMatch(text) ? null
        : $"{ShownValue.Quoted(text)} is not a deployment's name: letters, digits and _ + = , . @ -, at most 54, so that flowwatch-{{deployment}} can name a session";

    [GeneratedRegex("^(?:" + SettingCatalog.DeploymentPattern + @")\z")]
    private static partial Regex DeploymentForm();
}
