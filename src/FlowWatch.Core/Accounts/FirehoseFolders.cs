namespace FlowWatch.Core.Accounts;

/// <summary>The folders of an hour that Firehose puts a file into, unless it was told others: <c>2026/01/02/03</c>.</summary>
/// <param name="PrefixLength">How many folders stand before them.</param>
/// <param name="IsHive">Whether they are named <c>year=2026</c>.</param>
internal readonly record struct FirehoseFolders(int PrefixLength, bool IsHive)
{
    private static readonly (string Name, int Digits)[] Parts = [("year=", 4), ("month=", 2), ("day=", 2), ("hour=", 2)];

    /// <summary>The folders; null where the key has others.</summary>
    /// <param name="key">A key, split at its slashes; the last part is the name.</param>
    public static FirehoseFolders? Find(string[] key)
    {
        var start = key.Length - 1 - Parts.Length;
        if (start < 0) return null;

        if (Matches(key.AsSpan(start, Parts.Length), isHive: false)) return new FirehoseFolders(start, false);
        return Matches(key.AsSpan(start, Parts.Length), isHive: true) ? new FirehoseFolders(start, true) : null;
    }

    private static bool Matches(ReadOnlySpan<string> folders, bool isHive)
    {
        for (var index = 0; index < Parts.Length; index++)
        {
            var (name, digits) = Parts[index];
            var folder = folders[index].AsSpan();
            if (isHive)
            {
                if (!folder.StartsWith(name, StringComparison.Ordinal)) return false;
                folder = folder[name.Length..];
            }

            if (folder.Length != digits || folder.ContainsAnyExceptInRange('0', '9')) return false;
        }

        return true;
    }
}
