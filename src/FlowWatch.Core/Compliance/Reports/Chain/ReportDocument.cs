using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance.Reports.Chain;

/// <summary>
/// A report as it is stored: one line of JSON whose last value is its own hash. What is hashed are the stored bytes with that value taken
/// out, so that a later version of FlowWatch, or anybody with a shell, can check it without knowing what the values mean:
/// <c>sed 's/,"hash":"[0-9a-f]*"}$/}/' report-00000042.json | sha256sum</c>.
/// </summary>
public static class ReportDocument
{
    private const int HashLength = 64;

    private static readonly byte[] HashStart = ",\"hash\":\""u8.ToArray();
    private static readonly byte[] HashEnd = "\"}"u8.ToArray();

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // It is never put into HTML as it is: the page is made from the values.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new InstantConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutDuration } },
    };

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report; its hash is not looked at.</param>
    /// <returns>What is stored, and the report with its hash.</returns>
    public static (byte[] Content, ComplianceReport Report) Write(ComplianceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var hashed = JsonSerializer.SerializeToUtf8Bytes(report with { Hash = null }, Options);
        var hash = Convert.ToHexStringLower(SHA256.HashData(hashed));
        return ([.. hashed.AsSpan(0, hashed.Length - 1), .. HashStart, .. Encoding.ASCII.GetBytes(hash), .. HashEnd], report with { Hash = hash });
    }

    /// <summary>Reads a report, whether or not its hash is right.</summary>
    /// <param name="content">What is stored.</param>
    /// <param name="problem">Why it is none; for people.</param>
    /// <returns>The report; null where it is none.</returns>
    public static ComplianceReport? Read(ReadOnlySpan<byte> content, out string? problem)
    {
        problem = null;
        try
        {
            if (JsonSerializer.Deserialize<ComplianceReport>(content, Options) is { } report)
            {
                if (report.SchemaVersion <= ComplianceReport.CurrentSchemaVersion) return report;
                problem = $"it was written by a newer FlowWatch (schema {report.SchemaVersion}; this one knows {ComplianceReport.CurrentSchemaVersion})";
                return null;
            }
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or ArgumentException)
        {
            // Whatever the file holds is not repeated: anybody may have written it.
        }

        problem = "it is no report of FlowWatch, or is damaged";
        return null;
    }

    /// <summary>The hash that a stored report states, and the one it has.</summary>
    /// <returns>False where it states none.</returns>
    public static bool TryHash(ReadOnlySpan<byte> content, [NotNullWhen(true)] out string? stated, [NotNullWhen(true)] out string? actual)
    {
        (stated, actual) = (null, null);
        // A line break that an editor or a copy added changes nothing.
        content = content.TrimEnd("\r\n"u8);
        var start = content.Length - HashStart.Length - HashLength - HashEnd.Length;
        if (start < 0 || !content[start..].StartsWith(HashStart) || !content.EndsWith(HashEnd)) return false;
        stated = Encoding.ASCII.GetString(content.Slice(start + HashStart.Length, HashLength));
        actual = Convert.ToHexStringLower(SHA256.HashData([.. content[..start], (byte)'}']));
        return true;
    }

    private static void LeaveOutDuration(JsonTypeInfo type)
    {
        if (type.Type != typeof(TimeWindow)) return;
        foreach (var property in type.Properties.Where(property => property.Name == "duration").ToList()) type.Properties.Remove(property);
    }
}
