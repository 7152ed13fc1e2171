using System.Security.Cryptography;
using System.Text;

namespace FlowWatch.Core.Detections;

/// <summary>Names what goes on so that the same thing has the same name in every run: no time, no count, no order goes in.</summary>
public static class FindingFingerprint
{
    private const int Characters = 24;

    /// <summary>The fingerprint of a detection, a source, and what else tells two goings-on apart.</summary>
    public static string Of(string detection, string source, params IReadOnlyList<string> parts)
    {
        var text = string.Join('\n', [detection, source, .. parts]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Characters];
    }
}
