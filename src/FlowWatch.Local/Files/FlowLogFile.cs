using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.Files;

/// <summary>A file of flow logs and how to read it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Shown">What to call it in messages: the path, or <c>-</c> for standard input.</param>
/// <param name="Bytes">Its size on disk.</param>
/// <param name="Compression">How it is compressed.</param>
/// <param name="Layout">How the records lie in it.</param>
/// <param name="Format">The fields of a record, in order.</param>
/// <param name="HasHeader">Whether its first line names the fields.</param>
/// <param name="HasTimestamp">Whether each line starts with the timestamp of a CloudWatch Logs export.</param>
/// <param name="Delimiter">What stands between two fields.</param>
/// <param name="IsNormalised">Whether FlowWatch wrote it itself, from files that DuckDB could not read as they are.</param>
internal sealed record FlowLogFile(
    string Path,
    string Shown,
    long Bytes,
    FlowLogCompression Compression,
    FlowLogLayout Layout,
    FlowLogFormat Format,
    bool HasHeader = false,
    bool HasTimestamp = false,
    char Delimiter = ' ',
    bool IsNormalised = false);
