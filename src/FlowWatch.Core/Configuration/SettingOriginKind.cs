namespace FlowWatch.Core.Configuration;

/// <summary>Where a value comes from.</summary>
public enum SettingOriginKind
{
    /// <summary>FlowWatch's own default: nobody gave a value.</summary>
    Default,

    /// <summary>A settings file.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>Another source of the host's configuration.</summary>
    Other,
}
