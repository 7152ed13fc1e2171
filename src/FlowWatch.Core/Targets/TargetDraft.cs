using FlowWatch.Core.Alerts;
using FlowWatch.Core.Configuration;

namespace FlowWatch.Core.Targets;

/// <summary>A target while the configuration is read: what it is, and what is wrong with it.</summary>
/// <param name="path">Its path: <c>targets[2]</c>.</param>
internal sealed class TargetDraft(string path)
{
    private SettingSection? section;
    private bool hasNameOfAnother;

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>What its reader had to say.</summary>
    public SettingReport Report { get; } = new();

    /// <summary>The target as far as it could be read; null where it is no object at all.</summary>
    public MonitoredTarget? Target { get; private set; }

    /// <summary>What it is called: its name, or its path where it has none of its own.</summary>
    public string Label => Target is { Name.Length: > 0 } && !hasNameOfAnother ? Target.Name : Path;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems => [.. Report.Problems.Select(problem => problem with { Target = Label })];

    /// <summary>What is worth a look.</summary>
    public IReadOnlyList<ConfigurationProblem> Notes => [.. Report.Notes.Select(note => note with { Target = Label })];

    /// <summary>What is in force for it.</summary>
    public IReadOnlyList<EffectiveSetting> Values => Report.Values;

    /// <summary>Takes what was read.</summary>
    public void Take(SettingSection read, MonitoredTarget target) => (section, Target) = (read, target);

    /// <summary>Refuses it because another one has its name.</summary>
    public void RefuseName(TargetDraft first)
    {
        hasNameOfAnother = true;
        section!.Problem("name", $"'{Target!.Name}' is also the name of {first.Path}; names must be unique, capitals aside");
    }

    /// <summary>Refuses it because its webhooks could not be sent anything.</summary>
    public void CheckWebhooks(bool hasSecret)
    {
        if (!hasSecret && Target?.Topics.All.Any(address => AlertAddress.KindOf(address) == AlertAddressKind.Webhook) == true) section!.Problem("topics", "names a webhook, and alerts.webhook.secret is not given: nothing is sent that is not signed");
    }

    /// <summary>Refuses it because another one watches the same.</summary>
    public void RefusePlace(TargetDraft first) => section!.Problem(
        "", $"watches the same {(Target!.Folder is null ? "log group" : "folder")} as {first.Path} ({Target.Account}, {Target.Region}, {Target.Folder ?? Target.LogGroup}): its findings would be told twice");
}
