using System.Collections;
using System.Globalization;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Compat.Protocol;

/// <summary>
/// Shapes in the Query protocol: requests as parameters (<c>List.member.1.Name</c>, <c>Map.entry.1.Name</c> and <c>.Value</c>),
/// responses as XML (<c>member</c>; <c>entry</c> with <c>key</c> and <c>value</c>). A list or map without elements reads as absent,
/// as the SDK's own clients read it.
/// </summary>
internal static class QueryShape
{
    public static void Write(ParameterCollection parameters, string name, object value)
    {
        switch (value)
        {
            case string text: parameters.Add(name, text); break;
            case ConstantClass constant: parameters.Add(name, constant.Value); break;
            case bool flag: parameters.Add(name, StringUtils.FromBool(flag)); break;
            case int number: parameters.Add(name, StringUtils.FromInt(number)); break;
            case DateTime time: parameters.Add(name, StringUtils.FromDateTimeToISO8601WithOptionalMs(time)); break;
            case System.IO.MemoryStream bytes: parameters.Add(name, StringUtils.FromMemoryStream(bytes)); break;
            case IDictionary map: WriteMap(parameters, name, map); break;
            case IList list: WriteList(parameters, name, list); break;
            default: WriteMembers(parameters, name + ".", value); break;
        }
    }

    public static void WriteMembers(ParameterCollection parameters, string prefix, object structure)
    {
        foreach (var member in Shape.Members(structure.GetType()))
        {
            if (member.GetValue(structure) is { } value) Write(parameters, prefix + member.Name, value);
        }
    }

    public static void ReadInto(object structure, XElement xml)
    {
        foreach (var member in Shape.Members(structure.GetType()))
        {
            if (Children(xml, member.Name).FirstOrDefault() is { } element) member.SetValue(structure, Read(member.PropertyType, element));
        }
    }

    public static IEnumerable<XElement> Children(XElement xml, string name) => xml.Elements().Where(element => element.Name.LocalName == name);

    private static object Read(Type type, XElement xml)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return xml.Value;
        if (type == typeof(bool)) return bool.Parse(xml.Value);
        if (type == typeof(int)) return int.Parse(xml.Value, CultureInfo.InvariantCulture);
        if (type == typeof(double)) return double.Parse(xml.Value, CultureInfo.InvariantCulture);
        if (type == typeof(DateTime)) return DateTime.Parse(xml.Value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        if (type.IsSubclassOf(typeof(ConstantClass))) return Constants.Find(type, xml.Value);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            var list = (IList)Activator.CreateInstance(type);
            foreach (var item in Children(xml, "member")) list.Add(Read(type.GenericTypeArguments[0], item));
            return list.Count == 0 ? null : list;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
        {
            var map = (IDictionary)Activator.CreateInstance(type);
            foreach (var entry in Children(xml, "entry"))
                map[Children(entry, "key").Single().Value] = Read(type.GenericTypeArguments[1], Children(entry, "value").Single());
            return map.Count == 0 ? null : map;
        }

        var structure = Activator.CreateInstance(type);
        ReadInto(structure, xml);
        return structure;
    }

    // An empty list or map is sent, as a parameter without value: it is not the same as one that is absent.
    private static void WriteList(ParameterCollection parameters, string name, IList list)
    {
        if (list.Count == 0) parameters.Add(name, "");
        for (var index = 0; index < list.Count; index++) Write(parameters, $"{name}.member.{index + 1}", list[index]);
    }

    private static void WriteMap(ParameterCollection parameters, string name, IDictionary map)
    {
        if (map.Count == 0) parameters.Add(name, "");
        var index = 0;
        foreach (DictionaryEntry entry in map)
        {
            index++;
            parameters.Add($"{name}.entry.{index}.Name", (string)entry.Key);
            Write(parameters, $"{name}.entry.{index}.Value", entry.Value);
        }
    }
}
