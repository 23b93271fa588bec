/* Folders of the commands' own. */
#ifndef APP_FOLDER_H
#define APP_FOLDER_H

/* Removes the folder and everything in it, following no link; nothing when it is not there. */
void folder_remove(const char *path);

#endif
