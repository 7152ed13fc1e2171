namespace FlowWatch.Core.FlowLogs;

/// <summary>One field of a flow log.</summary>
/// <param name="Name">Its name in a <c>LogFormat</c>, such as <c>pkt-srcaddr</c>.</param>
/// <param name="Type">What its values look like.</param>
/// <param name="Version">The flow log version that introduced it; 0 for a field the catalog does not know.</param>
/// <param name="Resource">Which kind of flow log can carry it.</param>
/// <param name="Description">What it holds, in one sentence.</param>
public sealed record FlowLogField(
    string Name,
    FlowLogFieldType Type,
    int Version,
    FlowLogResource Resource,
    string Description)
{
    /// <summary>Its column name in the Parquet files that AWS writes: underscores where <see cref="Name"/> has hyphens.</summary>
    public string ParquetName => Name.Replace('-', '_');

    /// <summary>Whether the catalog lists it.</summary>
    public bool IsKnown => Version > 0;

    /// <summary>Whether its values are whole numbers.</summary>
    public bool IsNumber => Type is not (FlowLogFieldType.Text or FlowLogFieldType.Address);

    /// <summary>A field the catalog does not list, such as one AWS adds later. Its values are kept as text.</summary>
    public static FlowLogField Unknown(string name) =>
        new(name, FlowLogFieldType.Text, 0, FlowLogResource.Both, "A field this version of FlowWatch does not know; kept as text.");
}
