using System.Collections.Concurrent;
using System.Reflection;

namespace Amazon.Compat.Protocol;

/// <summary>The members of a request, a response, or a structure within one: the properties that this assembly declares, in their order.</summary>
internal static class Shape
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static PropertyInfo[] Members(Type type) => Known.GetOrAdd(type, static one =>
    [
        .. one.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.DeclaringType.Assembly == typeof(Shape).Assembly),
    ]);
}
