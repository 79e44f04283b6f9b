using Microsoft.Extensions.Localization;
using Muster.Agencies;
using Muster.WebFront.Api;
using Muster.WebFront.Wording;

namespace Muster.WebFront.Citizen;

/// <summary>What the launcher on a foreign page says, in words, so that the launcher carries none.</summary>
internal sealed class LauncherState(IStringLocalizer<CitizenWording> say)
{
    public Words Of(AgencyNow now) => Of(now.View, now.Launcher(say));

    private Words Of(AgencyView agency, string? wait) => new(
        say["Launcher.Label"],
        agency.IsOpen() && wait is not null ? say["Launcher.OpenWait", wait]
            : agency.IsOpen() ? say["Launcher.Open"]
            : agency.OpensAt() is { } opens ? say["Launcher.OpensAt", agency.DayAndTime(opens)] : say["Launcher.Closed"],
        say["Launcher.Unread.One"],
        say["Launcher.Unread.Other"],
        say["Launcher.Frame", agency.Settings.Name],
        say["Launcher.Minimise"],
        agency.IsOpen(),
        AgencyTheme.Readable(agency.Settings.Colours));

    internal sealed record Words(
        string Label, string State, string UnreadOne, string UnreadOther, string Frame, string Minimise, bool Open, AgencyColours Colours);
}
