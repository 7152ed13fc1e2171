using System.Net;
using System.Net.Sockets;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Reports;

/// <summary>The Logs Insights query of a detection, filled in for one finding.</summary>
internal static class SourceQuery
{
    private const string Placeholder = "{source}";

    /// <summary>The query to paste, or null when there is none or the source is no plain IP address.</summary>
    // The source comes from a log. Only an address in its canonical spelling goes into query text, so nothing can break out of it.
    public static string? For(Finding finding, DetectionMetadata? metadata)
    {
        if (metadata is null)
        {
            return null;
        }

        if (!metadata.InsightsQuery.Contains(Placeholder, StringComparison.Ordinal))
        {
            return metadata.InsightsQuery;
        }

        return Address(finding.Source) is { } address
            ? metadata.InsightsQuery.Replace(Placeholder, address, StringComparison.Ordinal)
            : null;
    }

    /// <summary>The canonical spelling of an address, or null when the text is anything else.</summary>
    public static string? Address(string text)
    {
        // IPAddress also takes "1", "0x7f.1" and scope ids, none of which a flow log writes.
        if (text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        var canonical = address.ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 || canonical == text ? canonical : null;
    }
}
