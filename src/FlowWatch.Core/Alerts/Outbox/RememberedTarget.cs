using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>What messages say of a target, for alerts that wait when the settings no longer name it.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="LogGroup">The log group.</param>
/// <param name="LogFormat">The format of the settings; null where they had none.</param>
internal sealed record RememberedTarget(string Environment, string Account, string Region, string LogGroup, string? LogFormat)
{
    /// <summary>What is remembered of a target.</summary>
    public static RememberedTarget Of(MonitoredTarget target) => new(target.Environment, target.Account, target.Region, target.LogGroup, target.LogFormat);

    /// <summary>The target, as far as messages need it.</summary>
    public MonitoredTarget Target(string name) => new() { Name = name, Environment = Environment, Account = Account, Region = Region, LogGroup = LogGroup, LogFormat = LogFormat };
}
