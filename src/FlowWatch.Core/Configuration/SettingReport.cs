namespace FlowWatch.Core.Configuration;

/// <summary>Collects what a reader has to say while it reads.</summary>
internal sealed class SettingReport
{
    public List<ConfigurationProblem> Problems { get; } = [];

    public List<ConfigurationProblem> Notes { get; } = [];

    public List<EffectiveSetting> Values { get; } = [];
}
