using System.Text.Json;
using Microsoft.Extensions.Localization;

namespace Muster.WebFront.Wording;

/// <summary>The words the browser code speaks, as the page carries them: keys that begin with <c>live.</c></summary>
internal static class LiveWording
{
    private const string Prefix = "live.";

    /// <summary>Safe inside a script element: the serializer escapes what could end it.</summary>
    public static string Json(IStringLocalizer wording) => JsonSerializer.Serialize(
        wording.GetAllStrings(includeParentCultures: true)
            .Where(text => text.Name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(text => text.Name[Prefix.Length..], text => text.Value));
}
