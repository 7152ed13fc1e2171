using System.Net;

namespace FlowWatch.Core.FlowLogs;

/// <summary>Tells whether text is an address as a flow log writes it.</summary>
public static class FlowLogAddress
{
    private const int LongestVersion6 = 45;

    /// <summary>
    /// Stricter than <see cref="IPAddress.IsValid(ReadOnlySpan{char})"/>, which also takes <c>10.1</c>, octal and hexadecimal parts, ports and scope ids.
    /// </summary>
    public static bool IsAddress(ReadOnlySpan<char> text) =>
        text.Contains(':') ? IsVersion6(text) : IsVersion4(text);

    private static bool IsVersion6(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestVersion6)
        {
            return false;
        }

        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigit(character) && character is not (':' or '.'))
            {
                return false;
            }
        }

        return IPAddress.IsValid(text);
    }

    private static bool IsVersion4(ReadOnlySpan<char> text)
    {
        var parts = 1;
        var value = 0;
        var digits = 0;
        foreach (var character in text)
        {
            if (character == '.')
            {
                if (digits == 0 || parts == 4)
                {
                    return false;
                }

                parts++;
                value = 0;
                digits = 0;
                continue;
            }

            // A leading zero would be octal to some readers and decimal to others.
            if (!char.IsAsciiDigit(character) || (digits > 0 && value == 0))
            {
                return false;
            }

            value = (value * 10) + (character - '0');
            digits++;
            if (value > byte.MaxValue)
            {
                return false;
            }
        }

        return parts == 4 && digits > 0;
    }
}
