using System.Text.Json.Serialization;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>One bit per hour of a month: 93 bytes.</summary>
[JsonConverter(typeof(HourBitsConverter))]
internal sealed class HourBits
{
    private const int Length = 31 * 24 / 8;

    private readonly byte[] bits;

    public HourBits()
        : this(new byte[Length])
    {
    }

    private HourBits(byte[] bits) => this.bits = bits;

    /// <summary>The bits as text; empty where none is set.</summary>
    public string Text => bits.AsSpan().ContainsAnyExcept((byte)0) ? Convert.ToBase64String(bits) : "";

    /// <summary>The bits of a text; none is set where the text is none.</summary>
    public static HourBits Parse(string? text)
    {
        var bits = new byte[Length];
        return text is { Length: > 0 } && Convert.TryFromBase64String(text, bits, out var written) && written == Length ? new HourBits(bits) : new HourBits();
    }

    /// <summary>Whether the bit of an hour is set.</summary>
    /// <param name="hour">Hours since the month began.</param>
    public bool Has(int hour) => (bits[hour >> 3] & (1 << (hour & 7))) != 0;

    /// <summary>Sets the bit of an hour, or takes it away.</summary>
    public void Set(int hour, bool value)
    {
        if (value) bits[hour >> 3] |= (byte)(1 << (hour & 7));
        else bits[hour >> 3] &= (byte)(~(1 << (hour & 7)) & 0xFF);
    }
}
