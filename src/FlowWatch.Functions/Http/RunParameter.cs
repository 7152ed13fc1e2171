namespace FlowWatch.Functions.Http;

/// <summary>The id of a run.</summary>
internal static class RunParameter
{
    /// <summary>Its form: the time it began, and what makes it unique.</summary>
    public const string Form = "[0-9]{8}T[0-9]{9}Z-[0-9a-f]{8}";
}
