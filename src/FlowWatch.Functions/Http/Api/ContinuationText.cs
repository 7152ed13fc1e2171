using System.Buffers.Text;
using System.Text;

namespace FlowWatch.Functions.Http.Api;

/// <summary>How the place where a page ended is written into its nextLink. Nobody is to read it, so nobody need keep to its form.</summary>
internal static class ContinuationText
{
    /// <summary>Writes a place.</summary>
    public static string Of(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    /// <summary>Reads a place; null where the text is none.</summary>
    public static string? Read(string text) =>
        Base64Url.IsValid(text) && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)) is { Length: > 0 } place ? place : null;
}
