namespace FlowWatch.Core.Accounts;

/// <summary>
/// What the key of an archived object tells, without reading the object. Keys are anybody's: whatever is not written exactly as AWS
/// writes it is <see cref="ArchiveLayout.Unknown"/>, and nothing is ever thrown.
/// </summary>
public sealed record ArchiveKey
{
    private ArchiveKey(string text) => Text = text;

    /// <summary>The key itself.</summary>
    public string Text { get; }

    /// <summary>What sort of object it is. For Unknown nothing else is told.</summary>
    public ArchiveLayout Layout { get; private init; }

    /// <summary>What stands before the part that AWS names, without slashes at its ends; empty where nothing does.</summary>
    public string Prefix { get; private init; } = "";

    /// <summary>The account whose traffic it is; null where the key does not tell.</summary>
    public string? Account { get; private init; }

    /// <summary>The region whose traffic it is; null where the key does not tell.</summary>
    public string? Region { get; private init; }

    /// <summary>The flow log that delivered it: <c>fl-…</c>; null for other sorts.</summary>
    public string? FlowLogId { get; private init; }

    /// <summary>
    /// The time in its name, in UTC: for a flow log the start of the 5-minute slot, for Firehose the time at which it was written
    /// (to the second). Null where the name has none.
    /// </summary>
    public DateTimeOffset? SlotTime { get; private init; }

    /// <summary>What it holds, by its extension.</summary>
    public ArchiveFileFormat Format { get; private init; }

    /// <summary>Whether folders are named <c>year=2026/month=01/…</c>.</summary>
    public bool IsHive { get; private init; }

    /// <summary>Whether the hour has a folder of its own.</summary>
    public bool IsPerHour { get; private init; }

    /// <summary>
    /// Whether its folders say the same as its name. They do in what AWS delivered; a file that was copied elsewhere may have other
    /// folders, or none. True for sorts whose folders say nothing that the name does.
    /// </summary>
    public bool IsInItsFolder { get; private init; } = true;

    /// <summary>The export task: an id; null for other sorts.</summary>
    public string? ExportTaskId { get; private init; }

    /// <summary>The exported log stream: <c>eni-0123-all</c>; null for other sorts.</summary>
    public string? LogStream { get; private init; }

    /// <summary>The Firehose stream; null for other sorts.</summary>
    public string? DeliveryStream { get; private init; }

    /// <summary>Reads a key.</summary>
    /// <param name="key">Any text.</param>
    public static ArchiveKey Parse(string key)
    {
        var folders = key.Split('/');
        var name = folders[^1];
        if (name.Length == 0 || name.EndsWith("_$folder$", StringComparison.Ordinal))
            return key.Length == 0 ? new ArchiveKey(key) : new ArchiveKey(key) { Layout = ArchiveLayout.FolderMarker, Prefix = key.Trim('/') };

        return FlowLogFile(key, folders, name)
            ?? FirehoseFile(key, folders, name)
            ?? ExportedFile(key, folders, name)
            ?? new ArchiveKey(key);
    }

    private static ArchiveKey? FlowLogFile(string key, string[] folders, string name)
    {
        if (FlowLogFileName.Parse(name) is not { } file) return null;

        var place = FlowLogFolders.Find(folders, file);
        return new ArchiveKey(key)
        {
            Layout = ArchiveLayout.FlowLogFile,
            Prefix = place is null ? Joined(folders, folders.Length - 1) : Joined(folders, place.Value.PrefixLength),
            Account = file.Account,
            Region = file.Region,
            FlowLogId = file.FlowLogId,
            SlotTime = file.SlotTime,
            Format = file.Format,
            IsHive = place?.IsHive ?? false,
            IsPerHour = place?.IsPerHour ?? false,
            IsInItsFolder = place is not null,
        };
    }

    private static ArchiveKey? FirehoseFile(string key, string[] folders, string name)
    {
        if (FirehoseFileName.Parse(name) is not { } file) return null;

        var time = FirehoseFolders.Find(folders);
        return new ArchiveKey(key)
        {
            Layout = ArchiveLayout.FirehoseFile,
            Prefix = Joined(folders, time?.PrefixLength ?? folders.Length - 1),
            SlotTime = file.WrittenAt,
            Format = file.Format,
            IsHive = time?.IsHive ?? false,
            IsPerHour = time is not null,
            DeliveryStream = file.Stream,
        };
    }

    private static ArchiveKey? ExportedFile(string key, string[] folders, string name)
    {
        if (name == "aws-logs-write-test")
            return new ArchiveKey(key) { Layout = ArchiveLayout.ExportWriteTest, Prefix = Joined(folders, folders.Length - 1), Format = ArchiveFileFormat.Unknown };

        // {prefix}/{task-id}/{log-stream}/000000.gz
        if (folders.Length < 3 || !Guid.TryParseExact(folders[^3], "D", out _) || folders[^2].Length == 0) return null;
        if (!name.EndsWith(".gz", StringComparison.Ordinal) || name.Length < 9 || name.AsSpan(0, name.Length - 3).ContainsAnyExceptInRange('0', '9')) return null;

        return new ArchiveKey(key)
        {
            Layout = ArchiveLayout.ExportedFile,
            Prefix = Joined(folders, folders.Length - 3),
            ExportTaskId = folders[^3],
            LogStream = folders[^2],
            Format = ArchiveFileFormat.GzipText,
        };
    }

    private static string Joined(string[] folders, int count) => string.Join('/', folders, 0, count).Trim('/');
}
