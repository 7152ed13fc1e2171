namespace FlowWatch.Core.Checks;

/// <summary>One place in the input that could not be read.</summary>
/// <param name="File">Path of the file as it was given or found.</param>
/// <param name="Line">One-based line, or null when the whole file is meant.</param>
/// <param name="What">What is wrong there.</param>
public sealed record InputProblem(string File, long? Line, string What)
{
    /// <summary>The problem as compilers write it: <c>file:line: what</c>.</summary>
    public override string ToString() => Line is null ? $"{File}: {What}" : $"{File}:{Line}: {What}";
}
