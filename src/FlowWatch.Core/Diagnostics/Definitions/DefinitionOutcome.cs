namespace FlowWatch.Core.Diagnostics.Definitions;

/// <summary>What becomes of a saved query.</summary>
public enum DefinitionOutcome
{
    /// <summary>There was none of its name.</summary>
    Created,

    /// <summary>The one of its name said something else.</summary>
    Updated,

    /// <summary>The one of its name says the same: nothing is written.</summary>
    Unchanged,
}
