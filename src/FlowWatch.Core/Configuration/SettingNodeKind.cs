namespace FlowWatch.Core.Configuration;

/// <summary>What a node of the configuration is, as far as its source tells.</summary>
internal enum SettingNodeKind
{
    /// <summary>A JSON object.</summary>
    Object,

    /// <summary>A JSON list; its children are named <c>0</c>, <c>1</c> and so on.</summary>
    List,

    /// <summary>Has children, and its source does not tell objects from lists: the environment.</summary>
    Branch,

    /// <summary>A JSON text.</summary>
    Text,

    /// <summary>A JSON number, as it was written.</summary>
    Number,

    /// <summary>JSON's true or false.</summary>
    Boolean,

    /// <summary>Nothing: takes back what weaker sources say.</summary>
    Null,

    /// <summary>A text whose source knows no other type: it may stand for a number, or for a list written with commas.</summary>
    Raw,
}
