namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>A stretch of the query's text.</summary>
/// <param name="Start">The offset of its first character, from 0.</param>
/// <param name="End">The offset after its last character.</param>
internal readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>From the start of this stretch to the end of a later one.</summary>
    public SourceSpan To(SourceSpan later) => new(Start, later.End);
}
