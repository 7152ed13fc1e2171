using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace FlowWatch.Core.FlowLogs;

/// <summary>Which fields the records of a flow log have, in which order. Immutable; two formats with the same fields are equal.</summary>
public sealed class FlowLogFormat : IEquatable<FlowLogFormat>
{
    /// <summary>A header needs this many names of the catalog, unless all its names are: a record has none.</summary>
    private const int KnownNamesInHeader = 3;

    private readonly FlowLogField[] fields;
    private readonly FrozenDictionary<string, int> indexes;

    private FlowLogFormat(FlowLogField[] fields)
    {
        this.fields = fields;
        Fields = Array.AsReadOnly(fields);
        indexes = fields.Index().ToFrozenDictionary(
            entry => entry.Item.ParquetName, entry => entry.Index, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The default format of a VPC flow log: the fields of version 2.</summary>
    public static FlowLogFormat Default { get; } = new([.. FlowLogFields.All.Where(field => field.Version == 2)]);

    /// <summary>The default format of a transit gateway flow log: its fields of versions 2 to 6.</summary>
    public static FlowLogFormat TransitGatewayDefault { get; } = new([.. new[]
    {
        "version", "resource-type", "account-id", "tgw-id", "tgw-attachment-id", "tgw-src-vpc-account-id", "tgw-dst-vpc-account-id",
        "tgw-src-vpc-id", "tgw-dst-vpc-id", "tgw-src-subnet-id", "tgw-dst-subnet-id", "tgw-src-eni", "tgw-dst-eni", "tgw-src-az-id",
        "tgw-dst-az-id", "tgw-pair-attachment-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "start",
        "end", "log-status", "type", "packets-lost-no-route", "packets-lost-blackhole", "packets-lost-mtu-exceeded",
        "packets-lost-ttl-expired", "tcp-flags", "region", "flow-direction", "pkt-src-aws-service", "pkt-dst-aws-service",
    }.Select(FlowLogFields.FindOrUnknown)]);

    /// <summary>The fields, in the order of the record.</summary>
    public IReadOnlyList<FlowLogField> Fields { get; }

    internal ReadOnlySpan<FlowLogField> FieldSpan => fields;

    /// <summary>Whether the format has the field of that name.</summary>
    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>Where the field of that name stands in the record, from 0; -1 when the format does not have it.</summary>
    public int IndexOf(string name)
    {
        if (name is null)
        {
            return -1;
        }

        return indexes.TryGetValue(name, out var index) ? index
            : indexes.TryGetValue(FlowLogFields.FindOrUnknown(name).ParquetName, out index) ? index
            : -1;
    }

    /// <summary>
    /// Reads a <c>LogFormat</c> as DescribeFlowLogs gives it (<c>${srcaddr} ${dstaddr}</c>), or a plain list of names
    /// separated by blanks or commas. Names outside the catalog are taken as text fields.
    /// </summary>
    public static FlowLogFormatResult ParseLogFormat(string text)
    {
        var rest = (text ?? "").AsSpan();
        var total = rest.Length;
        var found = new List<FlowLogField>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            rest = rest.TrimStart(FlowLogLineSplitter.FormatSeparators);
            if (rest.IsEmpty)
            {
                return found.Count == 0
                    ? FlowLogFormatResult.Failure(FlowLogFormatErrors.Empty)
                    : FlowLogFormatResult.Success(new FlowLogFormat([.. found]));
            }

            var position = total - rest.Length + 1;
            var word = rest[..LengthOfWord(rest)];
            var name = word;
            if (word.StartsWith("${"))
            {
                var close = word.IndexOf('}');
                if (close < 0)
                {
                    return FlowLogFormatResult.Failure(FlowLogFormatErrors.Unclosed(position, word));
                }

                if (close < word.Length - 1 && word[close + 1] != '$')
                {
                    return FlowLogFormatResult.Failure(FlowLogFormatErrors.NotSeparated(position + close + 1, word[(close + 1)..]));
                }

                name = word[2..close];
                word = word[..(close + 1)];
                if (name.IsEmpty)
                {
                    return FlowLogFormatResult.Failure(FlowLogFormatErrors.Unnamed(position));
                }
            }

            if (!IsName(name))
            {
                return FlowLogFormatResult.Failure(FlowLogFormatErrors.NotAName(position, name));
            }

            var field = FlowLogFields.FindOrUnknown(name.ToString());
            if (!names.Add(field.ParquetName))
            {
                return FlowLogFormatResult.Failure(FlowLogFormatErrors.Duplicate(position, field));
            }

            found.Add(field);
            rest = rest[word.Length..];
        }
    }

    /// <summary>
    /// Reads the header line of a file in S3 or of a CSV copy: names separated by blanks or commas. False for anything else;
    /// a line with a single value in it (a number, an address, <c>-</c>) is never a header.
    /// </summary>
    public static bool TryParseHeader(ReadOnlySpan<char> line, [NotNullWhen(true)] out FlowLogFormat? format)
    {
        format = null;
        var body = FlowLogLineSplitter.Trim(line);
        var known = 0;
        var count = 0;
        for (var rest = body; TryTakeName(ref rest, out var name); count++)
        {
            if (!IsName(name))
            {
                return false;
            }

            known += FlowLogFields.Find(name) is null ? 0 : 1;
        }

        if (count < 2 || known < Math.Min(count, KnownNamesInHeader))
        {
            return false;
        }

        var found = new FlowLogField[count];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        for (var rest = body; TryTakeName(ref rest, out var name); at++)
        {
            found[at] = FlowLogFields.FindOrUnknown(name.ToString());
            if (!names.Add(found[at].ParquetName))
            {
                return false;
            }
        }

        format = new FlowLogFormat(found);
        return true;
    }

    /// <summary>The format as a <c>LogFormat</c>: <c>${srcaddr} ${dstaddr}</c>.</summary>
    public string ToLogFormat() => string.Join(' ', fields.Select(field => $"${{{field.Name}}}"));

    /// <inheritdoc cref="ToLogFormat"/>
    public override string ToString() => ToLogFormat();

    /// <inheritdoc/>
    public bool Equals(FlowLogFormat? other) =>
        ReferenceEquals(this, other) || (other is not null && fields.AsSpan().SequenceEqual(other.fields));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlowLogFormat);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var field in fields)
        {
            hash.Add(field.Name, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        var length = text.IndexOfAny(FlowLogLineSplitter.FormatSeparators);
        return length < 0 ? text.Length : length;
    }

    private static bool TryTakeName(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name)
    {
        rest = rest.TrimStart(FlowLogLineSplitter.FormatSeparators);
        var length = LengthOfWord(rest);
        name = rest[..length];
        rest = rest[length..];
        if (name is ['"', _, .., '"'])
        {
            name = name[1..^1];
        }

        return length > 0;
    }

    // The same characters that AWS uses, and those of column names in copies: also safe to show and to use as column names.
    private static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
