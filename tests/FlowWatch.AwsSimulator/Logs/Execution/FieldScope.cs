using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>Which fields there are at a place in a query, and where a row has them.</summary>
internal sealed class FieldScope
{
    private readonly QueryDialect dialect;
    private readonly bool isOpen;
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> slotsByExpression = new(StringComparer.Ordinal);
    private readonly HashSet<string> projected = new(StringComparer.Ordinal);

    private FieldScope(QueryDialect dialect, bool isOpen)
    {
        this.dialect = dialect;
        this.isOpen = isOpen;
    }

    /// <summary>How many slots a row needs.</summary>
    public int Slots { get; private set; }

    /// <summary>Whether the rows are events.</summary>
    public bool HasEvents => isOpen;

    /// <summary>The fields of events: any name may be one, and an unknown one is absent.</summary>
    public static FieldScope OfEvents(QueryDialect dialect) => new(dialect, isOpen: true);

    /// <summary>The fields after stats: those it made, and no others.</summary>
    public static FieldScope OfGroups(QueryDialect dialect) => new(dialect, isOpen: false);

    /// <summary>A slot without a name.</summary>
    public int AddHidden() => Slots++;

    /// <summary>Notes that a column shows a field that was there before.</summary>
    public void Project(string name) => projected.Add(name);

    /// <summary>Makes a field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="span">Where it is made.</param>
    /// <param name="madeBy">The expression, where it has no alias and so is known by that expression too.</param>
    /// <returns>Its slot.</returns>
    /// <exception cref="MalformedQueryException">There is one of that name.</exception>
    public int Add(string name, SourceSpan span, Expression? madeBy)
    {
        if ((dialect.RefusesRedefinedFields || !isOpen) && (slots.ContainsKey(name) || projected.Contains(name)))
        {
            throw new MalformedQueryException($"The query makes or shows a field '{name}' before this one.", span);
        }

        var slot = slots[name] = Slots++;
        if (madeBy is not null) slotsByExpression[ExpressionText.Of(madeBy)] = slot;
        return slot;
    }

    /// <summary>The slot of a field that the query made; null when it made none of that name.</summary>
    public int? SlotOf(string name) => slots.TryGetValue(name, out var slot) ? slot : null;

    /// <summary>The slot of a column without an alias, by the expression that made it.</summary>
    public int? SlotOf(Expression expression) =>
        slotsByExpression.Count > 0 && slotsByExpression.TryGetValue(ExpressionText.Of(expression), out var slot) ? slot : null;

    /// <summary>A field's value.</summary>
    /// <exception cref="MalformedQueryException">stats left no such field.</exception>
    public Evaluator Field(FieldExpression field)
    {
        if (slots.TryGetValue(field.Name, out var slot)) return row => row.Slots[slot];
        if (isOpen) return EventField(field.Name);
        if (dialect.RefusesUnknownFieldsAfterStats) throw Unknown(field.Name, field.Span);
        return _ => default;
    }

    /// <summary>What CloudWatch Logs says of a field that stats did not pass on.</summary>
    public static MalformedQueryException Unknown(string name, SourceSpan span) => new($"Unknown symbols found in or after stats: {name}", span);

    private Evaluator EventField(string name)
    {
        switch (name)
        {
            case "@timestamp":
                return row => QueryValue.OfTimestamp(row.Event!.Timestamp);
            case "@ingestionTime":
                return row => QueryValue.OfTimestamp(row.Event!.IngestionTime);
            case "@message":
                return row => QueryValue.OfText(row.Event!.Message);
            case "@logStream":
                return row => QueryValue.OfText(row.Event!.Source.LogStream);
            case "@log":
                return row => QueryValue.OfText(row.Event!.Source.Log);
        }

        for (var index = 0; index < dialect.FlowLogFields.Count; index++)
        {
            if (dialect.FlowLogFields[index] != name) continue;
            var place = index;
            return row => row.Discovered(place);
        }

        return _ => default;
    }
}
