namespace FlowWatch.Local.Files;

/// <summary>A part of a file: the lines that start in it.</summary>
/// <param name="File">The file.</param>
/// <param name="Columns">The columns to look at, counted from 0, in ascending order.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="End">The byte after its last.</param>
internal readonly record struct FlowLogBlock(FlowLogFile File, IReadOnlyList<int> Columns, long Start, long End);
