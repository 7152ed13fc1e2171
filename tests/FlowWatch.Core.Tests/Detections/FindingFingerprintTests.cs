using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Tests.Detections;

public class FindingFingerprintTests
{
    // Pinned: deduplication and suppression of what is already known depend on it from release to release.
    [Fact]
    public void Of_KnownParts_IsPinned() => Assert.Equal("d56ca19abc312add9ef68516", FindingFingerprint.Of("BRUTE_FORCE", "203.0.113.9", "port 22"));

    [Fact]
    public void Of_OtherParts_IsAnother()
    {
        string[] all =
        [
            FindingFingerprint.Of("A", "b"), FindingFingerprint.Of("A", "c"), FindingFingerprint.Of("B", "b"),
            FindingFingerprint.Of("A", "b", "port 22"), FindingFingerprint.Of("A", "b", "port 23"), FindingFingerprint.Of("A", "b", "port 2", "2"),
        ];

        Assert.Equal(all.Length, all.Distinct().Count());
    }
}
