namespace FlowWatch.Core.Accounts;

/// <summary>What sort of object a key of the archive is, by its name.</summary>
public enum ArchiveLayout
{
    /// <summary>Nothing that delivers flow logs is known to write such a key.</summary>
    Unknown,

    /// <summary>A file that a flow log delivered to S3: a 5-minute slot, or a part of it.</summary>
    FlowLogFile,

    /// <summary>A file that a Firehose stream wrote.</summary>
    FirehoseFile,

    /// <summary>A file that an export task of CloudWatch Logs wrote.</summary>
    ExportedFile,

    /// <summary>The object with which an export task proves that it may write. It holds no records.</summary>
    ExportWriteTest,

    /// <summary>A folder as consoles and Hadoop make them: an object without contents.</summary>
    FolderMarker,
}
