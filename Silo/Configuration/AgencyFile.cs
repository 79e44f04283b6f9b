using System.Text.Json;
using System.Text.Json.Serialization;
using Muster.Agencies;

namespace Muster.Silo.Configuration;

/// <summary>Reads one <c>agencies/{id}.json</c>: all of it understood, all of it checked, or not at all.</summary>
public static class AgencyFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false), new HourConverter(), new MomentConverter() },
    };

    /// <exception cref="WrongSettingsException">The file cannot be read, or what it says cannot be used.</exception>
    public static AgencySettings Read(string path)
    {
        var settings = Parse(path);
        var problems = settings.Problems();
        if (settings.Id != Path.GetFileNameWithoutExtension(path))
            problems = problems.Add(new("id", $"'{settings.Id}' is not the file's name"));

        return problems.IsEmpty ? settings : throw new WrongSettingsException(path, problems);
    }

    private static AgencySettings Parse(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<AgencySettings>(file, Options)
                ?? throw new WrongSettingsException(path, [new("(file)", "holds null, not an agency")]);
        }
        catch (JsonException wrong)
        {
            throw new WrongSettingsException(path, [new(FieldOf(wrong), Explain(wrong))], wrong);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new WrongSettingsException(path, [new("(file)", unreadable.Message)], unreadable);
        }
    }

    private static string FieldOf(JsonException wrong) => wrong.Path?.TrimStart('$', '.') is { Length: > 0 } path ? path : "(file)";

    private static string Explain(JsonException wrong)
    {
        var message = wrong.Message.Split(" Path: ")[0];
        return wrong.LineNumber is { } line ? $"{message} (line {line + 1})" : message;
    }
}
