using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FlowWatch.Core.Configuration;

/// <summary>
/// Reads a settings file: JSON with comments and trailing commas, UTF-8 (or UTF-16 with a byte order mark). Unlike the usual
/// configuration source it keeps the line of each value and the difference between <c>"22"</c> and <c>22</c>, and it tells of every key that is given twice.
/// </summary>
public static class JsonSettings
{
    private const int DeepestNesting = 64;
    private const string NotUnicode = "a text holds half a surrogate pair, which is not Unicode";

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="text">Its text.</param>
    public static SettingsLayer Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            return ParseUtf8(file, new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text));
        }
        catch (EncoderFallbackException)
        {
            return Unreadable(file, null, NotUnicode);
        }
    }

    /// <summary>Reads a file's bytes.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">All of it.</param>
    public static SettingsLayer Parse(string file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) return ParseUtf8(file, bytes[Encoding.UTF8.Preamble.Length..]);
        // What PowerShell 5 makes of a redirection.
        if (bytes.StartsWith(Encoding.Unicode.Preamble)) return Parse(file, Encoding.Unicode.GetString(bytes[2..]));
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Parse(file, Encoding.BigEndianUnicode.GetString(bytes[2..]));
        return ParseUtf8(file, bytes);
    }

    private static SettingsLayer ParseUtf8(string file, ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes)) return Unreadable(file, LineOfFirstBadByte(bytes), "not UTF-8; save the file as UTF-8");
        if (bytes.Trim(" \t\r\n"u8).IsEmpty) return Unreadable(file, null, "not JSON: the file is empty; write at least {}");
        var builder = new Builder(file, bytes);
        try
        {
            return new SettingsLayer(builder.Read(), builder.Problems);
        }
        catch (JsonException error)
        {
            // The place is told as the origin; the reader's own tail repeats it, counted from 0.
            var message = error.Message.Split(" LineNumber:")[0].TrimEnd();
            return Unreadable(file, (int?)error.LineNumber + 1, $"not JSON: {ShownValue.Plain(message)}");
        }
    }

    private static SettingsLayer Unreadable(string file, int? line, string message) =>
        new(null, [new ConfigurationProblem("", new SettingOrigin(SettingOriginKind.File, ShownValue.Plain(file), line), message)]);

    private static int LineOfFirstBadByte(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        while (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            if (rune.Value == '\n') line++;
            bytes = bytes[length..];
        }

        return line;
    }

    private ref struct Builder(string file, ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private readonly string file = ShownValue.Plain(file);
        private Utf8JsonReader reader = new(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DeepestNesting });
        private int line = 1;
        private int counted;

        public List<ConfigurationProblem> Problems { get; } = [];

        public SettingNode Read()
        {
            reader.Read();
            var root = Node("", "");
            // Whatever else stands in the file is an error, and only reading on tells.
            while (reader.Read())
            {
            }

            return root;
        }

        private SettingNode Node(string name, string path)
        {
            var origin = Origin();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    var children = new SettingNode(name, SettingNodeKind.Object, origin);
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndObject) Property(children, path);
                    return children;
                case JsonTokenType.StartArray:
                    var list = new SettingNode(name, SettingNodeKind.List, origin);
                    for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                    {
                        var place = index.ToString(CultureInfo.InvariantCulture);
                        list.Put(Node(place, SettingPath.Item(path, place)));
                    }

                    return list;
                case JsonTokenType.String:
                    return Text(path) is { } text ? new SettingNode(name, SettingNodeKind.Text, origin, text) : new SettingNode(name, SettingNodeKind.Null, origin);
                case JsonTokenType.Number:
                    return new SettingNode(name, SettingNodeKind.Number, origin, Encoding.UTF8.GetString(reader.ValueSpan));
                case JsonTokenType.True or JsonTokenType.False:
                    return new SettingNode(name, SettingNodeKind.Boolean, origin, reader.TokenType == JsonTokenType.True ? bool.TrueString : bool.FalseString);
                default:
                    return new SettingNode(name, SettingNodeKind.Null, origin);
            }
        }

        private void Property(SettingNode parent, string path)
        {
            var origin = Origin();
            if (Text(path) is not { } name)
            {
                reader.Skip();
                return;
            }

            var place = SettingPath.Member(path, name);
            var first = parent.Find(name);
            reader.Read();
            var child = Node(name, place);
            if (first is not null)
            {
                Problems.Add(new ConfigurationProblem(place, origin, string.Create(CultureInfo.InvariantCulture, $"given twice, first on line {first.Origin.Line}; leave one of them out")));
            }
            else
            {
                parent.Put(child);
            }
        }

        // An escape such as \ud800 without its other half is JSON; .NET objects only when the text is read.
        private string? Text(string path)
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException)
            {
                Problems.Add(new ConfigurationProblem(path, Origin(), NotUnicode));
                return null;
            }
        }

        private SettingOrigin Origin()
        {
            var start = (int)reader.TokenStartIndex;
            line += bytes[counted..start].Count((byte)'\n');
            counted = start;
            return new SettingOrigin(SettingOriginKind.File, file, line);
        }
    }
}
