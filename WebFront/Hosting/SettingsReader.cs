using System.Collections.Immutable;
using System.ComponentModel;
using Muster.Agencies;

namespace Muster.WebFront.Hosting;

/// <summary>Reads the settings of a node or a front: all of them understood, or the start is refused with the name of each that is not.</summary>
public static class SettingsReader
{
    private const string Section = "Muster";

    /// <typeparam name="T">The record of all that may be said in the section <c>Muster</c>.</typeparam>
    /// <exception cref="WrongSettingsException">One is unknown, or its value is not of its kind.</exception>
    public static T Read<T>(IConfiguration configuration) where T : class, new()
    {
        var section = configuration.GetSection(Section);
        var problems = Problems(section, typeof(T)).ToImmutableArray();
        return problems.IsEmpty ? section.Get<T>() ?? new T() : throw new WrongSettingsException("settings", problems);
    }

    private static IEnumerable<SettingProblem> Problems(IConfigurationSection section, Type type)
    {
        foreach (var setting in section.GetChildren())
        {
            var property = type.GetProperties().FirstOrDefault(property => property.CanWrite && property.Name.Equals(setting.Key, StringComparison.OrdinalIgnoreCase));
            foreach (var problem in property is null ? [new(setting.Path, "is unknown")] : Problems(setting, property.PropertyType, property.Name)) yield return problem;
        }
    }

    private static IEnumerable<SettingProblem> Problems(IConfigurationSection setting, Type type, string name)
    {
        var converter = TypeDescriptor.GetConverter(type);
        if (type != typeof(string) && !converter.CanConvertFrom(typeof(string))) return Problems(setting, type);
        if (setting.Value is not { } value) return [new(setting.Path, $"holds settings of its own, and {name} is one value")];
        return converter.IsValid(value) ? [] : [new(setting.Path, $"'{value}' is no {Kind(type)}")];
    }

    private static string Kind(Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => "span of time such as 00:00:10",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) => "whole number",
        _ => type.Name,
    };
}
