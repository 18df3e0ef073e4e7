using System.Text;
using Seaworthy.Run.Bridge.Calls;

namespace Seaworthy.Tests.Run.Bridge.Calls;

/// <summary>Mail as text.</summary>
internal static class MailText
{
    public static Mail Notification(string text) => Mail.Notification(Encoding.UTF8.GetBytes(text));

    public static string Text(this Mail mail) => Encoding.UTF8.GetString(mail.Message);
}
