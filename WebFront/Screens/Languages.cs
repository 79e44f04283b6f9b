using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Muster.WebFront.Screens;

/// <summary>In which language and with whose way of writing dates a page answers.</summary>
internal static class Languages
{
    /// <summary>Languages there are words for; the first is what everybody else gets.</summary>
    private static readonly string[] Spoken = ["en"];

    private static readonly CultureInfo Fallback = CultureInfo.GetCultureInfo("en-GB");

    public static void Choose(HttpRequest request)
    {
        var wanted = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var list) ? list : [];
        var culture = wanted
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => Known(language.Value.ToString()))
            .FirstOrDefault(known => known is not null) ?? Fallback;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }

    private static CultureInfo? Known(string tag)
    {
        try
        {
            var culture = CultureInfo.GetCultureInfo(tag, predefinedOnly: true);
            return Spoken.Contains(culture.TwoLetterISOLanguageName) && !culture.IsNeutralCulture ? culture : null;
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
