namespace FlowWatch.Core.Configuration;

/// <summary>What a setting's value looks like.</summary>
public enum SettingShape
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number with decimals.</summary>
    Number,

    /// <summary>A whole number and its unit: <c>90s</c>, <c>15m</c>, <c>1h</c>.</summary>
    LengthOfTime,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>True or false.</summary>
    Switch,

    /// <summary>A list of texts.</summary>
    Texts,

    /// <summary>An object with settings of its own.</summary>
    Group,

    /// <summary>A list of such objects.</summary>
    Groups,
}
