using System.Diagnostics;

namespace FlowWatch.Functions.Hosting;

/// <summary>Begins spans. There is always one, and so always a trace id, whether or not anybody collects traces.</summary>
internal static class Traces
{
    /// <summary>What all of FlowWatch's sources of spans begin with.</summary>
    public const string Sources = "FlowWatch.*";

    private static readonly ActivitySource Source = new("FlowWatch.Functions");

    /// <summary>Begins a span; dispose of it to end it.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="kind">For whom.</param>
    /// <param name="parent">Where it belongs; the default belongs to what is going on, if anything.</param>
    public static Activity Begin(string name, ActivityKind kind, ActivityContext parent = default)
    {
        if (Source.StartActivity(name, kind, parent) is { } collected) return collected;
        var activity = new Activity(name).SetIdFormat(ActivityIdFormat.W3C);
        if (parent != default) activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        return activity.Start();
    }
}
