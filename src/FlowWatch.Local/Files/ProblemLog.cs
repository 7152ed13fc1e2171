using FlowWatch.Core.Checks;

namespace FlowWatch.Local.Files;

/// <summary>What could not be read: all of it counted, the first few kept.</summary>
internal sealed class ProblemLog
{
    /// <summary>How many problems are kept for showing.</summary>
    public const int Shown = 10;

    private readonly List<InputProblem> first = [];

    /// <summary>How many problems there were.</summary>
    public long Count { get; private set; }

    /// <summary>The first few.</summary>
    public IReadOnlyList<InputProblem> First => first;

    /// <summary>Notes a problem.</summary>
    public void Add(string file, long? line, string what)
    {
        Count++;
        if (first.Count < Shown) first.Add(new InputProblem(file, line, what));
    }

    /// <summary>Notes the problems of another log.</summary>
    public void Add(ProblemLog other)
    {
        first.AddRange(other.first.Take(Shown - first.Count));
        Count += other.Count;
    }
}
