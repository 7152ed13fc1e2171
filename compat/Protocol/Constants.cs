using System.Reflection;

namespace Amazon.Compat.Protocol;

/// <summary>Values of the classes of constants.</summary>
internal static class Constants
{
    /// <summary>The constant of that value; a new one where the value is not known.</summary>
    public static object Find(Type type, string value) =>
        type.GetMethod("FindValue", BindingFlags.Public | BindingFlags.Static, [typeof(string)]).Invoke(null, [value]);
}
