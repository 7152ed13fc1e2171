using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>A row on its way through a query: an event or, after stats, a group.</summary>
internal sealed class QueryRow
{
    private readonly SourceSpan[] discovered;
    private LogEvent? splitEvent;
    private bool hasDiscovered;

    /// <param name="context">The execution.</param>
    /// <param name="slots">How many fields the query makes.</param>
    public QueryRow(QueryContext context, int slots)
    {
        Context = context;
        Slots = new QueryValue[slots];
        discovered = [];
    }

    /// <param name="context">The execution.</param>
    /// <param name="slots">How many fields the query makes.</param>
    /// <param name="current">The event.</param>
    public QueryRow(QueryContext context, int slots, LogEvent current)
    {
        Context = context;
        Slots = new QueryValue[slots];
        discovered = new SourceSpan[FlowLogFieldDiscovery.Fields];
        Event = current;
    }

    /// <summary>The execution.</summary>
    public QueryContext Context { get; }

    /// <summary>The values of the fields that the query made.</summary>
    public QueryValue[] Slots { get; }

    /// <summary>The event; null after stats. To be replaced only in a row that nobody keeps.</summary>
    public LogEvent? Event { get; set; }

    /// <summary>A field that CloudWatch Logs discovers in the event.</summary>
    /// <param name="index">Its place in the record, from 0.</param>
    public QueryValue Discovered(int index)
    {
        if (Event is not { } current) return default;
        if (!ReferenceEquals(splitEvent, current))
        {
            splitEvent = current;
            hasDiscovered = current.Source.DiscoversFields && FlowLogFieldDiscovery.TrySplit(current.Message, discovered);
        }

        return hasDiscovered ? QueryValue.OfText(current.Message, discovered[index].Start, discovered[index].End - discovered[index].Start) : default;
    }

    /// <summary>A row that can be kept when this one goes on to the next event.</summary>
    public QueryRow Kept()
    {
        var kept = new QueryRow(Context, Slots.Length, Event!);
        Slots.CopyTo(kept.Slots, 0);
        return kept;
    }
}
