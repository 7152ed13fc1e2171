namespace FlowWatch.Cli.Input;

/// <summary>Reads the bytes of a settings file; what is in them is for others to say.</summary>
internal static class SettingsFile
{
    // A thousand targets take one megabyte. Anything much larger is a mistake, such as a flow log given as settings.
    private const int LargestMegabytes = 16;

    /// <summary>The content of a file, or null where it cannot be read.</summary>
    /// <param name="namedBy">What named the file, for messages: <c>--config</c>.</param>
    /// <param name="file">The file.</param>
    /// <param name="errors">Where to say why it cannot be read.</param>
    /// <param name="folder">The folder that its name starts from.</param>
    public static byte[]? Read(string namedBy, string file, ICollection<string> errors, string folder = ".")
    {
        var path = Path.Combine(folder, file);
        try
        {
            if (Directory.Exists(path))
            {
                errors.Add($"{namedBy}: '{file}' is a folder; name a JSON file.");
                return null;
            }

            if (!File.Exists(path))
            {
                errors.Add($"{namedBy}: there is no file '{file}'.");
                return null;
            }

            using var stream = File.OpenRead(path);
            using var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            // A pipe does not tell its length.
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length <= LargestMegabytes << 20) continue;
                errors.Add($"{namedBy}: '{file}' is larger than {LargestMegabytes} MiB, which no settings are; name a JSON file.");
                return null;
            }

            return content.ToArray();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{namedBy}: '{file}' cannot be read: {error.Message}");
            return null;
        }
    }
}
