using System.IO.Compression;
using System.Text.Json;
using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

public sealed class TrafficFileTests : IDisposable
{
    private static readonly TrafficOptions Options = Recording.Quiet with { Hosts = 16, Duration = TimeSpan.FromMinutes(15) };
    private readonly string _folder = Directory.CreateTempSubdirectory("flowwatch-generation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Write_Gz_IsTheSameTextCompressed()
    {
        var generator = new TrafficGenerator(Options);
        var plain = Path.Combine(_folder, "flows.log");
        var compressed = Path.Combine(_folder, "flows.log.gz");

        TrafficFile.Write(plain, generator);
        TrafficFile.Write(compressed, generator);

        using var unpacked = new MemoryStream();
        using (var stream = new GZipStream(File.OpenRead(compressed), CompressionMode.Decompress))
        {
            stream.CopyTo(unpacked);
        }

        Assert.Equal(File.ReadAllBytes(plain), unpacked.ToArray());
        Assert.True(new FileInfo(compressed).Length * 2 < unpacked.Length);
    }

    [Fact]
    public void GroundTruth_WrittenAndRead_IsTheSame()
    {
        var truth = GroundTruth.Of(new TrafficGenerator(Options));
        var path = Path.Combine(_folder, "truth.json");

        truth.Write(path);

        Assert.Equal(truth.ToJson(), GroundTruth.Read(path).ToJson());
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        Assert.Equal(1, document.RootElement.GetProperty("schemaVersion").GetInt32());
        var incident = document.RootElement.GetProperty("incidents")[0];
        Assert.Equal(
            ["kind", "expected", "acceptable", "source", "targets", "port", "from", "to"],
            incident.EnumerateObject().Select(property => property.Name));
        Assert.Equal("HighTrafficVolume", incident.GetProperty("kind").GetString());
    }
}
